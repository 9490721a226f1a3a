import { Id, Role } from '@1999/platform/contract';
import { z } from 'zod';

/** The person signed in, as the screens need to know them. */
export const SessionUser = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  agencyId: Id.nullish(),
  locale: z.string().nullish(),
});
export type SessionUser = z.infer<typeof SessionUser>;

/** Answer of `POST /api/session` and `POST /api/session/refresh`. */
export const SessionAnswer = z.object({
  accessToken: z.string().min(1),
  expiresInMs: z.number().positive(),
  user: SessionUser,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** Answer of `GET /api/demo`: the accounts to try, in demo mode only. */
export const DemoAnswer = z.object({
  demo: z.boolean(),
  accounts: z
    .array(
      z.object({
        username: z.string(),
        password: z.string(),
        role: Role,
        name: z.string().optional(),
      }),
    )
    .default([]),
});
