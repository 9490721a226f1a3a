import type { App } from '@1999/platform';
import type { Expectation, ForecastHour, MeasuredCalls, QueueForecast } from '../contract.ts';
import type { QueueForecast as Told } from '../domain/queue-math/erlang-c.ts';
import {
  dayFactor,
  type ExpectedCalls,
  expectedCalls,
  meanPatience,
} from '../domain/queue-math/forecast.ts';
import {
  agentsNeeded,
  type Demand,
  forecast,
  type ServiceTarget,
} from '../domain/queue-math/staffing.ts';
import { meanOnDuty } from '../domain/roster/rest-rules.ts';
import { callsByHour, deskNow, pastCalls } from '../io/past-calls.ts';
import { leavesBetween, planned, plannedLeave, shiftsBetween } from '../io/roster.ts';
import { rulesNow } from '../io/rules.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const WEEKS_BACK = 8;
/** Today is held against the history over so many hours. */
const RECENT_HOURS = 3;
/** Until calls have been measured here: the reference city's handling time. */
const ASSUMED_HANDLING_SECONDS = 240;

/** The calls of the past weeks by the hour they came in; times are epoch milliseconds. */
interface PastHours {
  readonly calls: ReadonlyMap<number, number>;
  /** The first whole hour in which the hotline ran. */
  readonly first: number;
  readonly thisHour: number;
}

/** What callers may expect now and in the hours to come, and how many seats that asks for. */
export async function queueForecast(app: App, hours: number): Promise<QueueForecast> {
  const now = app.clock.now();
  const nowMs = now.epochMilliseconds;
  const thisHour = Math.floor(nowMs / HOUR) * HOUR;
  const since = Temporal.Instant.fromEpochMilliseconds(thisHour - WEEKS_BACK * WEEK);
  const end = Temporal.Instant.fromEpochMilliseconds(thisHour + hours * HOUR);
  const [past, calls, desk, rules, shifts, leaves] = await Promise.all([
    callsByHour(app, since),
    pastCalls(app, since),
    deskNow(app),
    rulesNow(app.db),
    shiftsBetween(app.db, now.subtract({ hours: 24 }), end),
    leavesBetween(app.db, now.subtract({ hours: 24 }), end),
  ]);
  const target: ServiceTarget = { share: rules.targetPercent / 100, seconds: rules.targetSeconds };
  const measured = measure(calls);
  const behaviour = {
    handlingSeconds: measured.handlingSeconds,
    patienceSeconds: measured.patienceSeconds ?? Number.POSITIVE_INFINITY,
  };
  const known: PastHours = {
    calls: new Map(past.map(({ at, calls }) => [at, calls])),
    first: Math.ceil((calls.first?.epochMilliseconds ?? nowMs) / HOUR) * HOUR,
    thisHour,
  };
  const recent = recentCalls(known, nowMs);
  const factor = dayFactor(recent.seen, recent.usual);
  const demandOf = (callsPerHour: number): Demand => ({ callsPerHour, ...behaviour });
  const callsPerHour = recent.seen / recent.hours;
  return {
    at: now.toString(),
    target,
    measured,
    dayFactor: factor,
    now: {
      ...desk,
      callsPerHour,
      seatsNeeded: agentsNeeded(demandOf(callsPerHour), target),
      expected: tell(forecast(demandOf(callsPerHour), desk.seats, target)),
    },
    hours: Array.from({ length: hours }, (_, at): ForecastHour => {
      const from = thisHour + at * HOUR;
      const told = usualCalls(known, from);
      const demand = demandOf(told.calls * factor);
      const seats = meanOnDuty(shifts.map(planned), leaves.map(plannedLeave), {
        from,
        to: from + HOUR,
      });
      return {
        from: instantOf(from),
        to: instantOf(from + HOUR),
        calls: demand.callsPerHour,
        basis: told.basis,
        samples: told.samples,
        seatsNeeded: agentsNeeded(demand, target),
        seatsRostered: seats,
        expected: tell(forecast(demand, Math.floor(seats), target)),
      };
    }),
  };
}

function measure(calls: Awaited<ReturnType<typeof pastCalls>>): MeasuredCalls {
  const { handled, talkSeconds, wrapUps, wrapUpSeconds, abandoned, waitSeconds, first } = calls;
  const patience = meanPatience(waitSeconds, abandoned);
  return {
    handledCalls: handled,
    handlingSeconds:
      handled === 0
        ? ASSUMED_HANDLING_SECONDS
        : talkSeconds / handled + (wrapUps === 0 ? 0 : wrapUpSeconds / wrapUps),
    abandonedCalls: abandoned,
    patienceSeconds: Number.isFinite(patience) && patience > 0 ? patience : null,
    historyFrom: first?.toString() ?? null,
  };
}

/** What came in this hour in the weeks before, in whole hours since the hotline runs. */
function usualCalls(past: PastHours, hour: number): ExpectedCalls {
  const every = (step: number) =>
    Array.from({ length: Math.floor((WEEKS_BACK * WEEK) / step) }, (_, n) => hour - (n + 1) * step)
      .filter((at) => at >= past.first && at < past.thisHour)
      .map((at) => past.calls.get(at) ?? 0);
  return expectedCalls({ sameWeekdayHour: every(WEEK), sameHour: every(24 * HOUR) });
}

/** The calls of the last hours, the running one included, beside what would have been usual. */
function recentCalls(past: PastHours, now: number): { seen: number; usual: number; hours: number } {
  const running = (now - past.thisHour) / HOUR;
  const hours = Array.from({ length: RECENT_HOURS }, (_, n) => past.thisHour - n * HOUR);
  return {
    seen: hours.reduce((sum, hour) => sum + (past.calls.get(hour) ?? 0), 0),
    usual: hours.reduce(
      (sum, hour, at) => sum + usualCalls(past, hour).calls * (at === 0 ? running : 1),
      0,
    ),
    hours: RECENT_HOURS - 1 + running,
  };
}

function tell({ meanWaitSeconds, answeredInTime, abandonShare, occupancy }: Told): Expectation {
  return {
    meanWaitSeconds: Number.isFinite(meanWaitSeconds) ? meanWaitSeconds : null,
    answeredInTime,
    abandonShare,
    occupancy,
  };
}

const instantOf = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
