import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { agentPresence } from '../io/tables.ts';

const NoteSignOfLife = z.strictObject({ agentId: Id });

/** The agent's console is there. It changes no state and is no matter for the journal. */
export const noteSignOfLife = command(
  'agent.signOfLife',
  NoteSignOfLife,
  async (context, input) => {
    const [row] = await context.tx
      .update(agentPresence)
      .set({ seenAt: context.now })
      .where(eq(agentPresence.agentId, input.agentId))
      .returning({ state: agentPresence.state });
    return { state: row?.state ?? 'offline' };
  },
);
