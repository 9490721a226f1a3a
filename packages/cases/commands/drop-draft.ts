import { command, Forbidden } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { draft } from '../io/tables.ts';

/** Throws away the agent's own draft about `refId`; there may be none. */
export const dropDraft = command(
  'draft.drop',
  z.strictObject({ refId: Id }),
  async ({ tx, actor }, { refId }) => {
    if (actor.kind !== 'user') throw new Forbidden();
    await tx.delete(draft).where(and(eq(draft.agentId, actor.id), eq(draft.refId, refId)));
  },
);
