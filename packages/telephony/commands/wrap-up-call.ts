import { Conflict, command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { agentNow, setAgentState } from '@1999/routing';
import { and, eq } from 'drizzle-orm';
import { WrapUpBody } from '../contract.ts';
import { lockAgentsCall } from '../io/lock-call.ts';
import { wrapUpCode } from '../io/tables.ts';
import { saveCall } from './advance-call.ts';

const WrapUpCall = WrapUpBody.extend({ callId: Id, agentId: Id });

/**
 * The agent says what the call was about and is ready again. The note is sealed under the citizen's
 * key. @throws NotFound; Conflict while it goes on or once it is wrapped up; Invalid for no such code.
 */
export const wrapUpCall = command('call.wrapUp', WrapUpCall, async (context, input) => {
  const { app, tx, now, journal } = context;
  const row = await lockAgentsCall(tx, input.callId, input.agentId);
  if (row.state !== 'ended') throw new Conflict('call_going_on', 'End the call first.');
  if (row.wrappedAt) throw new Conflict('already_wrapped', 'This call has its wrap-up code.');
  const [code] = await tx
    .select()
    .from(wrapUpCode)
    .where(and(eq(wrapUpCode.code, input.code), eq(wrapUpCode.active, true)));
  if (!code) throw new Invalid('unknown_code', 'There is no such wrap-up code.', 'code');
  await saveCall(context, row, {
    wrapUpCode: code.code,
    noteSealed: input.note ? await app.vault.seal(tx, row.citizenId, input.note) : null,
    wrappedAt: now,
  });
  await journal({
    subjectType: 'call',
    subjectId: row.id,
    type: 'call.wrapped',
    payload: { code: code.code, agentId: input.agentId },
  });
  const agent = await agentNow(tx, now, input.agentId);
  if (agent.state === 'wrapUp') {
    await setAgentState.within(context, { agentId: input.agentId, state: 'ready' });
  }
  return { code: code.code };
});
