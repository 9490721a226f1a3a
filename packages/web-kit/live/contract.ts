import { Change } from '@1999/platform/contract';
import { z } from 'zod';

/** What a `useLive` handler gets: ids and codes, enough to know what to fetch again. */
export const LiveEvent = Change;
export type LiveEvent = Change;

/** The figures of one board, asked for by its topic: values, no personal data. */
export const BoardMessage = z.object({ topic: z.string(), values: z.unknown(), at: z.string() });
export type BoardMessage = z.infer<typeof BoardMessage>;

/** Answer to `subscribe`: up to `position` everything of the `ok` topics was sent. */
export const SubscribeAck = z.object({
  ok: z.array(z.string()),
  denied: z.array(z.string()),
  position: z.number().int(),
});

/** Answer of `GET /api/changes?after=POSITION&topics=a,b`. */
export const ChangesAnswer = z.object({
  position: z.number().int(),
  changes: z.array(Change),
  denied: z.array(z.string()),
  /** Too much was missed to list: everything shown must be fetched again. */
  resync: z.boolean(),
});
