import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanOnDuty, type PlannedShift, restFindings, workMinutes } from './rest-rules.ts';

const taipei = (wall: string) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime('Asia/Taipei').epochMilliseconds;
let made = 0;
/** A shift such as ('2026-03-02T08:00', '17:00', ['12:00-13:00']); an earlier end is next day's. */
function shift(start: string, end: string, breaks: string[] = [], agentId = 'a'): PlannedShift {
  const from = taipei(start);
  const day = start.slice(0, 10);
  const at = (wall: string) => {
    const same = taipei(`${day}T${wall}`);
    return same < from ? same + 86_400_000 : same;
  };
  made += 1;
  return {
    id: `s${made}`,
    agentId,
    from,
    to: end > start.slice(11) ? at(end) : at(end),
    breaks: breaks.map((pause) => {
      const [a = '', b = ''] = pause.split('-');
      return { from: at(a), to: at(b) };
    }),
  };
}
const rules = (...shifts: PlannedShift[]) => restFindings(shifts).map(({ rule }) => rule);
const day = (date: number, hours = ['08:00', '17:00'], breaks = ['12:00-13:00']) =>
  shift(`2026-03-${String(date).padStart(2, '0')}T${hours[0]}`, hours[1] ?? '', breaks);

describe('within a shift', () => {
  test('eight hours with an hour at noon keep every rule', () => {
    expect(rules(day(2))).toEqual([]);
  });

  test('four hours without a break are allowed, a minute more is not', () => {
    expect(rules(day(2, ['08:00', '12:00'], []))).toEqual([]);
    expect(restFindings([day(2, ['08:00', '12:01'], [])])).toMatchObject([
      { rule: 'breakEachFourHours', severity: 'forbidden', found: 241, allowed: 240 },
    ]);
  });

  test('a break of 29 minutes does not end the stretch; one of 30 does', () => {
    expect(rules(day(2, ['08:00', '15:00'], ['11:00-11:29']))).toEqual(['breakEachFourHours']);
    expect(rules(day(2, ['08:00', '15:00'], ['11:00-11:30']))).toEqual([]);
  });

  test('beyond eight hours is overtime, beyond twelve is forbidden', () => {
    const breaks = ['12:00-13:00', '17:00-17:30'];
    expect(rules(day(2, ['08:00', '18:00'], breaks))).toEqual(['eightHoursADay']);
    const long = ['12:00-13:00', '16:30-17:00', '20:30-21:00'];
    expect(rules(day(2, ['08:00', '23:00'], long))).toEqual(['twelveHoursADay']);
  });

  test('breaks lie within the shift and in order', () => {
    expect(rules(day(2, ['08:00', '12:00'], ['12:00-12:30']))).toEqual(['breakOutside']);
    expect(rules(day(2, ['08:00', '17:00'], ['12:00-13:00', '10:00-10:30']))).toEqual([
      'breakOutside',
    ]);
  });

  test('nobody on leave is on the roster', () => {
    const leave = {
      agentId: 'a',
      from: taipei('2026-03-02T00:00'),
      to: taipei('2026-03-03T00:00'),
    };
    expect(restFindings([day(2)], [leave]).map(({ rule }) => rule)).toEqual(['onLeave']);
    expect(restFindings([day(3)], [leave])).toEqual([]);
    expect(restFindings([day(2)], [{ ...leave, agentId: 'b' }])).toEqual([]);
  });
});

describe('between shifts', () => {
  const late = () => day(2, ['15:00', '23:00'], ['19:00-19:30']);

  test('eleven hours pass; a minute less is not allowed', () => {
    expect(rules(late(), day(3, ['10:00', '14:00'], []))).toEqual([]);
    expect(restFindings([day(3, ['09:59', '13:59'], []), late()])).toMatchObject([
      { rule: 'elevenHoursBetween', found: 659, allowed: 660 },
    ]);
  });

  test('a night shift ends on the next morning', () => {
    const night = day(2, ['23:00', '07:00'], ['03:00-03:30']);
    expect(rules(night, day(3, ['18:00', '22:00'], []))).toEqual([]);
    expect(rules(night, day(3, ['15:00', '19:00'], []))).toEqual(['elevenHoursBetween']);
  });

  test('two at once overlap', () => {
    expect(rules(day(2), day(2))).toContain('overlap');
  });

  test('after six days in a row comes a day off, and five a week are the rule', () => {
    const row = (count: number) => Array.from({ length: count }, (_, at) => day(2 + at));
    expect(rules(...row(5))).toEqual([]);
    expect(rules(...row(6))).toEqual(['twoDaysAWeek']);
    expect(rules(...row(7))).toEqual(['oneDayInSeven', 'twoDaysAWeek']);
    expect(rules(...row(5), ...[9, 10, 11, 12, 13].map((date) => day(date)))).toEqual([]);
  });

  test('the rules look at each agent alone', () => {
    expect(restFindings([late(), { ...day(3), agentId: 'b' }])).toEqual([]);
  });
});

const shifts = fc.record({
  hours: fc.integer({ min: 1, max: 14 }),
  breaks: fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 5, max: 70 })), { maxLength: 4 }),
});

test('minute by minute: work without half an hour of rest never lasts over four hours unnoticed', () => {
  fc.assert(
    fc.property(shifts, ({ hours, breaks }) => {
      const from = taipei('2026-03-02T06:00');
      const to = from + hours * 3600_000;
      let at = from;
      const laid = breaks.flatMap(([gap, length]) => {
        const pause = { from: at + gap * 60_000, to: at + (gap + length) * 60_000 };
        at = pause.to;
        return pause.to <= to ? [pause] : [];
      });
      const one = { id: 's', agentId: 'a', from, to, breaks: laid };
      const rests = laid.filter((pause) => pause.to - pause.from >= 30 * 60_000);
      let stretch = 0;
      let longest = 0;
      let work = 0;
      for (let minute = from; minute < to; minute += 60_000) {
        const isIn = (pause: { from: number; to: number }) =>
          pause.from <= minute && minute < pause.to;
        if (!laid.some(isIn)) work += 1;
        stretch = rests.some(isIn) ? 0 : stretch + 1;
        longest = Math.max(longest, stretch);
      }
      expect(workMinutes(one)).toBe(work);
      const found = restFindings([one]).some(({ rule }) => rule === 'breakEachFourHours');
      expect(found).toBe(longest > 240);
    }),
  );
});

test('how many are at work in an hour: breaks and leave do not count', () => {
  const hour = { from: taipei('2026-03-02T12:00'), to: taipei('2026-03-02T13:00') };
  const other = { ...day(2, ['08:00', '17:00'], ['12:30-13:00']), agentId: 'b' };
  expect(meanOnDuty([day(2), other], [], hour)).toBe(0.5);
  expect(meanOnDuty([other], [{ agentId: 'b', ...hour }], hour)).toBe(0);
  const leave = { agentId: 'b', from: hour.from, to: hour.from + 15 * 60_000 };
  expect(meanOnDuty([other], [leave], hour)).toBe(0.25);
});
