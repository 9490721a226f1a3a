import { type CommandContext, Conflict, gathered, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { acceptOffer } from '@1999/routing';
import { z } from 'zod';
import type { AnsweredOffer } from '../contract.ts';
import { onCall } from '../io/on-call.ts';
import { addParty, partiesOf, saveParty } from '../io/parties.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call } from '../io/tables.ts';
import { advanceCall } from './advance-call.ts';
import { tell } from './control/part.ts';
import { recordByPolicy } from './control/record.ts';

const gone = () => new Conflict('offer_gone', 'This call no longer rings at your place.');

const AnswerOffer = z.strictObject({ offerId: Id, agentId: Id });

/**
 * The agent takes what rings, a caller or a colleague's question: offer, call and journal move
 * together. The agent's browser then joins by its provider's way. @throws NotFound or Conflict
 * `offer_gone` as acceptOffer.
 */
export const answerOffer = gathered('call.answer', AnswerOffer, {
  // The call's row is locked before routing's: every command takes them in this order.
  among: onCall,
  subject: (offer) => offer,
  handle: async (context, input, row): Promise<AnsweredOffer> => {
    const { channel, refId } = await acceptOffer.within(context, input);
    if (channel === 'consult') return answerQuestion(context, row, refId, input.agentId);
    if (row?.step !== 'queued' && row?.step !== 'transferring') throw gone();
    return takeCaller(context, row, input.agentId);
  },
});

async function takeCaller(context: CommandContext, row: Call, agentId: string) {
  const legId = newId();
  const party = { id: legId, callId: row.id, kind: 'agent', userId: agentId } as const;
  const added = addParty(context, { ...party, queueRef: row.id, acceptedAt: context.now });
  const taken = saveCall(context, row, { agentId, agentLegId: legId, agentPresent: false });
  const call = await advanceCall(context, taken, { type: 'agentAnswered' });
  const handed = row.step === 'transferring';
  // Nobody was in it before its first agent.
  const parties = handed ? await partiesOf(context.tx, row.id) : [added];
  if (handed) {
    const from = row.agentId;
    await tell({ context, call, parties }, 'call.transferred', { partyId: legId, agentId, from });
  }
  // A call back is recorded from the moment the citizen picks up.
  const dialled = row.direction === 'inbound' || row.providerSid !== null;
  if (dialled) await recordByPolicy({ context, call, parties });
  return { callId: row.id, provider: row.provider, legId };
}

async function answerQuestion(
  context: CommandContext,
  call: Call | null,
  partyId: string,
  agentId: string,
) {
  const parties = call ? await partiesOf(context.tx, call.id) : [];
  const party = parties.find(({ id }) => id === partyId);
  if (!call || call.state === 'ended' || !party || party.state === 'left') throw gone();
  saveParty(context, party, { acceptedAt: context.now });
  await tell({ context, call, parties }, 'call.partyChanged', {
    partyId,
    kind: party.kind,
    userId: agentId,
    accepted: true,
  });
  return { callId: call.id, provider: call.provider, legId: partyId };
}
