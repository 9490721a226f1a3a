import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { lines } from '../adapters/lines.ts';
import { lockAgentsCall } from '../io/lock-call.ts';
import { saveCall } from './advance-call.ts';

const HoldCall = z.strictObject({ callId: Id, agentId: Id, onHold: z.boolean() });

/**
 * The agent puts the caller on hold, or talks again. Asking for what already is changes nothing.
 * @throws NotFound for another agent's call; Conflict once it is over.
 */
export const holdCall = command('call.hold', HoldCall, async (context, input) => {
  const row = await lockAgentsCall(context.tx, input.callId, input.agentId);
  if (row.state !== 'connected') throw new Conflict('call_over', 'This call is over.');
  if (row.onHold === input.onHold) return { onHold: row.onHold };
  const after = await saveCall(context, row, { onHold: input.onHold, comforting: false });
  await lines[row.provider].hold(context, after, input.onHold);
  await context.journal({
    subjectType: 'call',
    subjectId: row.id,
    type: input.onHold ? 'call.held' : 'call.resumed',
    payload: { agentId: input.agentId },
  });
  return { onHold: after.onHold };
});
