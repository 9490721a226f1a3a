import { Change } from '@1999/platform/contract';
import { z } from 'zod';

/** What the socket's `event` carries and a `useLive` handler gets: enough to know what to fetch. */
export const LiveEvent = z.object({
  position: z.number().int(),
  type: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  topic: z.string().optional(),
  topics: z.array(z.string()).optional(),
  threadId: z.string().nullish(),
  id: z.string().optional(),
  version: z.number().optional(),
  at: z.string().optional(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;

/** The figures of one board: values, no personal data. `scope` is the topic they were asked by. */
export const BoardValues = z.object({
  scope: z.string(),
  values: z.unknown(),
  at: z.string(),
});
export type BoardValues = z.infer<typeof BoardValues>;

/** Answer of `GET /api/changes?after=POSITION`. */
export const ChangesAnswer = z.object({
  position: z.number().int(),
  changes: z.array(Change),
  /** The reader was away too long: everything must be fetched again. */
  resync: z.boolean().optional(),
});

/** Answer to `subscribe`. */
export const SubscribeAck = z.object({
  ok: z.boolean(),
  denied: z.array(z.string()).default([]),
});
