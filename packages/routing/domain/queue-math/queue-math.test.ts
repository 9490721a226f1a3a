import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastImpatient } from './erlang-a.ts';
import { erlangC, forecastPatient, type Traffic } from './erlang-c.ts';
import { dayFactor, expectedCalls, meanPatience } from './forecast.ts';
import { agentsNeeded, forecast } from './staffing.ts';
import { seeded, simulateQueue } from './testing/simulate-queue.ts';

describe('Erlang C agrees with published figures to three digits', () => {
  // Delay probabilities at 80 % use, as tabled in L. Kleinrock, Queueing Systems I, and in
  // A. O. Allen, Probability, Statistics, and Queueing Theory, table for M/M/c.
  test.each([
    [1, 0.8, 0.8],
    [2, 1.6, 0.711],
    [3, 2.4, 0.647],
    [4, 3.2, 0.596],
    [5, 4, 0.554],
    [10, 8, 0.409],
    [20, 16, 0.256],
  ])('%i agents, %f erlangs: %f must wait', (agents, load, chance) => {
    expect(erlangC(agents, load)).toBeCloseTo(chance, 3);
  });

  test('the worked example of the trade: 360 calls a half hour of 4 minutes, 55 agents, 15 s', () => {
    const seen = forecastPatient({ callsPerHour: 720, handlingSeconds: 240, agents: 55 }, 15);
    expect(seen.occupancy).toBeCloseTo(0.873, 3);
    expect(seen.waitShare).toBeCloseTo(0.239, 3);
    expect(seen.meanWaitSeconds).toBeCloseTo(8.2, 1);
    expect(seen.answeredInTime).toBeCloseTo(0.846, 3);
  });

  test('another: 200 calls an hour of 3 minutes, 14 agents, 20 s', () => {
    const seen = forecastPatient({ callsPerHour: 200, handlingSeconds: 180, agents: 14 }, 20);
    expect(seen.waitShare).toBeCloseTo(0.174, 3);
    expect(seen.answeredInTime).toBeCloseTo(0.888, 3);
    expect(seen.meanWaitSeconds).toBeCloseTo(7.8, 1);
  });

  test('the reference city: 33 seats hold 80 % in 20 s up to 424 calls an hour of 240 s', () => {
    const share = (callsPerHour: number) =>
      forecastPatient({ callsPerHour, handlingSeconds: 240, agents: 33 }, 20).answeredInTime;
    expect(share(424)).toBeGreaterThanOrEqual(0.8);
    expect(share(428)).toBeLessThan(0.8);
  });
});

const traffics = fc.record({
  callsPerHour: fc.integer({ min: 5, max: 900 }),
  handlingSeconds: fc.integer({ min: 30, max: 600 }),
  agents: fc.integer({ min: 1, max: 60 }),
});
const isStable = ({ callsPerHour, handlingSeconds, agents }: Traffic) =>
  (callsPerHour * handlingSeconds) / 3600 < agents * 0.97;

describe('Erlang A', () => {
  test('becomes Erlang C as patience grows without bound', () => {
    fc.assert(
      fc.property(traffics.filter(isStable), (traffic) => {
        const patient = forecastPatient(traffic, 20);
        const almost = forecastImpatient(traffic, 1e9, 20);
        expect(almost.waitShare).toBeCloseTo(patient.waitShare, 4);
        expect(almost.answeredInTime).toBeCloseTo(patient.answeredInTime, 4);
        expect(almost.occupancy).toBeCloseTo(patient.occupancy, 4);
        expect(almost.abandonShare).toBeLessThan(1e-4);
        expect(Math.abs(almost.meanWaitSeconds - patient.meanWaitSeconds)).toBeLessThan(
          0.001 * patient.meanWaitSeconds + 0.001,
        );
      }),
    );
    expect(
      forecastImpatient({ callsPerHour: 100, handlingSeconds: 60, agents: 3 }, Infinity, 20),
    ).toEqual(forecastPatient({ callsPerHour: 100, handlingSeconds: 60, agents: 3 }, 20));
  });

  test.each([
    { callsPerHour: 200, handlingSeconds: 180, agents: 11, patience: 120 },
    { callsPerHour: 190, handlingSeconds: 240, agents: 12, patience: 90 },
    // A surge: twice as many calls as the seats could ever answer.
    { callsPerHour: 900, handlingSeconds: 240, agents: 33, patience: 150 },
    { callsPerHour: 40, handlingSeconds: 300, agents: 3, patience: 600 },
  ])('agrees with a simulation: %o', ({ patience, ...traffic }) => {
    const told = forecastImpatient(traffic, patience, 20);
    const seen = simulateQueue(traffic, patience, 20, 400_000, seeded(1999));
    expect(Math.abs(told.waitShare - seen.waitShare)).toBeLessThan(0.01);
    expect(Math.abs(told.answeredInTime - seen.answeredInTime)).toBeLessThan(0.01);
    expect(Math.abs(told.abandonShare - seen.abandonShare)).toBeLessThan(0.01);
    expect(Math.abs(told.occupancy - seen.occupancy)).toBeLessThan(0.01);
    expect(Math.abs(told.meanWaitSeconds - seen.meanWaitSeconds)).toBeLessThan(
      0.03 * seen.meanWaitSeconds + 0.1,
    );
  });

  test('every figure stays within its bounds, and calls are answered or given up', () => {
    fc.assert(
      fc.property(traffics, fc.integer({ min: 5, max: 5000 }), (traffic, patience) => {
        const told = forecastImpatient(traffic, patience, 20);
        for (const share of [told.waitShare, told.answeredInTime, told.abandonShare]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
        const load = (traffic.callsPerHour * traffic.handlingSeconds) / 3600;
        // What agents carry is what was answered.
        expect(told.occupancy * traffic.agents).toBeCloseTo(load * (1 - told.abandonShare), 5);
        // Whoever waits has patience ending at rate θ: the share given up is the mean wait over it.
        expect(told.abandonShare).toBeCloseTo(told.meanWaitSeconds / patience, 6);
      }),
    );
  });
});

describe('how many are needed', () => {
  const target = { share: 0.8, seconds: 20 };

  test('the busy hour of the reference city needs about 17 for 80 % in 20 s', () => {
    const demand = { callsPerHour: 190, handlingSeconds: 240, patienceSeconds: Infinity };
    expect(agentsNeeded(demand, target)).toBe(17);
  });

  test('is the fewest with whom the promise is kept', () => {
    const demands = fc.record({
      callsPerHour: fc.integer({ min: 1, max: 900 }),
      handlingSeconds: fc.integer({ min: 30, max: 600 }),
      patienceSeconds: fc.constantFrom(60, 180, Number.POSITIVE_INFINITY),
    });
    fc.assert(
      fc.property(demands, (demand) => {
        const agents = agentsNeeded(demand, target);
        expect(forecast(demand, agents, target).answeredInTime).toBeGreaterThanOrEqual(0.8);
        expect(forecast(demand, agents - 1, target).answeredInTime).toBeLessThan(0.8);
      }),
      { numRuns: 60 },
    );
  });

  test('nobody calls, nobody is needed; nobody at work, everybody gives up', () => {
    const quiet = { callsPerHour: 0, handlingSeconds: 240, patienceSeconds: 100 };
    expect(agentsNeeded(quiet, target)).toBe(0);
    expect(forecast({ ...quiet, callsPerHour: 10 }, 0, target)).toMatchObject({
      abandonShare: 1,
      answeredInTime: 0,
    });
  });
});

describe('what past weeks say', () => {
  test('the same hour of the same weekday, else of every day, else nothing', () => {
    expect(expectedCalls({ sameWeekdayHour: [90, 110], sameHour: [1, 2, 3] })).toEqual({
      calls: 100,
      basis: 'sameWeekdayHour',
      samples: 2,
    });
    expect(expectedCalls({ sameWeekdayHour: [90], sameHour: [50, 70] })).toMatchObject({
      calls: 60,
      basis: 'sameHour',
    });
    expect(expectedCalls({ sameWeekdayHour: [], sameHour: [] })).toMatchObject({ basis: 'none' });
  });

  test('a busier morning raises the afternoon; a handful of calls hardly does', () => {
    expect(dayFactor(400, 200)).toBeCloseTo(430 / 230);
    expect(dayFactor(6, 3)).toBeLessThan(1.1);
    expect(dayFactor(100_000, 100)).toBe(9);
  });

  test('patience comes from everybody’s wait, not only from those who gave up', () => {
    expect(meanPatience(10_000, 100)).toBe(100);
    expect(meanPatience(10_000, 0)).toBe(Number.POSITIVE_INFINITY);
    // Callers of patience 120 s on average, of whom only the impatient are seen to go.
    const random = seeded(7);
    let waits = 0;
    let left = 0;
    for (let i = 0; i < 200_000; i += 1) {
      const patience = -120 * Math.log(1 - random());
      const wait = -60 * Math.log(1 - random());
      waits += Math.min(patience, wait);
      if (patience < wait) left += 1;
    }
    expect(meanPatience(waits, left)).toBeCloseTo(120, -1);
  });
});
