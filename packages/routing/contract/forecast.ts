import { InstantText } from '@1999/platform/contract';
import { z } from 'zod';

/** What callers may expect; shares are 0 to 1, times seconds; null is a wait without end. */
export const Expectation = z.object({
  meanWaitSeconds: z.number().nullable(),
  answeredInTime: z.number(),
  abandonShare: z.number(),
  occupancy: z.number(),
});
export type Expectation = z.infer<typeof Expectation>;

/** How calls behaved here, over the past weeks. */
export const MeasuredCalls = z.object({
  /** How many past calls the handling time rests on; 0 means that the figure is assumed. */
  handledCalls: z.int(),
  handlingSeconds: z.number(),
  abandonedCalls: z.int(),
  /** Null while nobody has ever hung up. */
  patienceSeconds: z.number().nullable(),
  historyFrom: InstantText.nullable(),
});
export type MeasuredCalls = z.infer<typeof MeasuredCalls>;

export const ForecastHour = z.object({
  from: InstantText,
  to: InstantText,
  calls: z.number(),
  basis: z.enum(['sameWeekdayHour', 'sameHour', 'none']),
  samples: z.int(),
  seatsNeeded: z.int(),
  /** On the roster, averaged over the hour: breaks and leave do not count. */
  seatsRostered: z.number(),
  /** With the seats on the roster. */
  expected: Expectation,
});
export type ForecastHour = z.infer<typeof ForecastHour>;

/** `GET /api/queue/forecast`. */
export const QueueForecast = z.object({
  at: InstantText,
  target: z.object({ share: z.number(), seconds: z.number() }),
  measured: MeasuredCalls,
  /** How much busier the last three hours were than the history says. */
  dayFactor: z.number(),
  now: z.object({
    /** Agents who answer or could: ready, ringing, busy, in wrap-up. */
    seats: z.int(),
    waiting: z.int(),
    callsPerHour: z.number(),
    seatsNeeded: z.int(),
    expected: Expectation,
  }),
  hours: z.array(ForecastHour),
});
export type QueueForecast = z.infer<typeof QueueForecast>;

export const ForecastQuery = z.strictObject({
  hours: z.coerce.number().int().min(1).max(24).default(8),
});
