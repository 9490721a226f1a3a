import { type CommandContext, Conflict, gathered, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { agentNow, setAgentState } from '@1999/routing';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { WrapUpBody } from '../contract.ts';
import { onCall } from '../io/on-call.ts';
import { partiesOf, saveParty } from '../io/parties.ts';
import { saveCall } from '../io/save-call.ts';
import { type Call, wrapUpCode } from '../io/tables.ts';

const WrapUpCall = WrapUpBody.extend({ callId: Id, agentId: Id });

/**
 * The agent says what the own part of the call was about and is ready again. The note is sealed
 * under the citizen's key. @throws NotFound; Conflict while it goes on or once it is wrapped up;
 * Invalid for no such code.
 */
export const wrapUpCall = gathered('call.wrapUp', WrapUpCall, {
  among: onCall,
  subject: ({ callId }) => ({ callId }),
  handle,
});

async function handle(
  context: CommandContext,
  input: z.output<typeof WrapUpCall>,
  row: Call | null,
) {
  const { app, tx, now, journal } = context;
  const { callId, agentId } = input;
  const mine = row ? await partiesOf(tx, callId) : [];
  const part = mine
    .filter(({ userId, kind }) => userId === agentId && kind !== 'supervisor')
    .at(-1);
  if (!row || !part) throw new NotFound();
  if (part.state !== 'left') throw new Conflict('call_going_on', 'End the call first.');
  if (part.wrappedAt) throw new Conflict('already_wrapped', 'This call has its wrap-up code.');
  const [code] = await tx
    .select()
    .from(wrapUpCode)
    .where(and(eq(wrapUpCode.code, input.code), eq(wrapUpCode.active, true)));
  if (!code) throw new Invalid('unknown_code', 'There is no such wrap-up code.', 'code');
  const wrapped = {
    wrapUpCode: code.code,
    noteSealed: input.note ? await app.vault.seal(tx, row.citizenId, input.note) : null,
    wrappedAt: now,
  };
  saveParty(context, part, wrapped);
  // The call itself is filed under what its last agent said.
  if (part.id === row.agentLegId && row.state === 'ended') saveCall(context, row, wrapped);
  await journal({
    subjectType: 'call',
    subjectId: row.id,
    type: 'call.wrapped',
    payload: { code: code.code, agentId },
  });
  const agent = await agentNow(tx, now, agentId);
  if (agent.state === 'wrapUp') await setAgentState.within(context, { agentId, state: 'ready' });
  return { code: code.code };
}
