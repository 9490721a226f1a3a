import { z } from 'zod';
import { Change } from '../contract.ts';

/** One live topic: `prefix` or `prefix:ID`. */
export const Topic = z.string().regex(/^[a-zA-Z]+(:[\w-]{1,100})?$/);

const Position = z.number().int().nonnegative();

/** The socket's handshake: who connects, and the last position this page has seen. */
export const Handshake = z.object({
  token: z.string().max(4_096),
  after: Position.nullish(),
});

/** `subscribe`: the topics this socket wants from now on, in place of those before. */
export const Subscribe = z.object({
  topics: z.array(Topic).max(500),
  after: Position.nullish(),
});

/** The answer to `subscribe`. `position`: everything up to it has been sent or is not missed. */
export interface SubscribeAck {
  readonly ok: string[];
  readonly denied: string[];
  readonly position: number;
}

/** `refresh`: a fresh token of the same person, before the first one ends. */
export const Refresh = z.object({ token: z.string().max(4_096) });

/** `GET /api/changes`: what happened after a position, for where sockets cannot live. */
export const ChangesQuery = z.strictObject({
  /** Without it the answer only tells where the journal stands. */
  after: z.coerce.number().int().nonnegative().optional(),
  /** Separated by commas. */
  topics: z
    .string()
    .max(20_000)
    .optional()
    .transform((list) => list?.split(',').filter(Boolean) ?? [])
    .pipe(z.array(Topic).max(500)),
});

export const ChangesAnswer = z.object({
  /** Ask with this as `after` the next time. */
  position: Position,
  changes: z.array(Change),
  denied: z.array(z.string()),
  /** Too much was missed to list: fetch everything shown again. */
  resync: z.boolean(),
});
