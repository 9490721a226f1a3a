import { Conflict, Invalid } from '@1999/platform';
import { enqueueEntry } from '@1999/routing';
import { lines } from '../../adapters/lines.ts';
import type { LeftReason, TransferTarget } from '../../contract/call-control.ts';
import type { Language } from '../../contract/language.ts';
import { skillsFor } from '../../domain/call-skills.ts';
import { saveParty } from '../../io/parties.ts';
import { saveCall } from '../../io/save-call.ts';
import type { Party } from '../../io/tables.ts';
import { advanceCall } from '../advance-call.ts';
import { invite } from './outside.ts';
import { consultedIn, leave, type Part, tell } from './part.ts';

/** Whoever was already served once waits before all but the dangers. */
const TRANSFER_PRIORITY = 8;

/**
 * The agent hands the caller on without asking first. To a colleague or a language the agent is
 * released at once and the caller waits at the front of the queue; to a party outside the agent
 * stays until it answers.
 */
export async function blindTransfer(part: Part, to: TransferTarget): Promise<void> {
  const { call, me } = part;
  if (call.step !== 'connected') throw new Conflict('not_in_call', 'The caller is not with you.');
  if (consultedIn(part)) {
    throw new Conflict('consult_going_on', 'Complete or cancel the consultation first.');
  }
  if ('outside' in to) {
    const party = await invite(part, to.outside, true);
    return tell(part, 'call.transferStarted', { partyId: party.id, by: me.userId });
  }
  const agentId = 'agentId' in to ? to.agentId : undefined;
  if (agentId === me.userId) throw new Invalid('own_call', 'This is your own call.', 'to.agentId');
  await backToQueue(part, agentId, 'language' in to ? to.language : undefined);
}

async function backToQueue(part: Part, agentId?: string, spoken?: Language): Promise<void> {
  const { context, call, parties, me } = part;
  const language = spoken ?? call.language ?? 'zh';
  await leave(part, me, 'transferred');
  const alone = { agentPresent: false, onHold: false, comforting: false };
  const waiting = saveCall(context, call, alone);
  const moved = await advanceCall(context, waiting, { type: 'transferred' });
  await enqueueEntry.within(context, {
    channel: 'call',
    refId: call.id,
    skills: agentId ? [] : skillsFor(language),
    language,
    priority: TRANSFER_PRIORITY,
    ...(agentId ? { forAgent: agentId } : {}),
  });
  await tell({ context, call: moved, parties }, 'call.transferStarted', {
    by: me.userId,
    to: agentId ?? null,
    language,
  });
}

/**
 * A party that is in the call already has the caller from now on, in the agent's place; the agent
 * is out. A party outside leaves the call without an agent of ours.
 */
export async function handOver(
  part: Pick<Part, 'context' | 'call' | 'parties'> & { readonly me: Party },
  to: Party,
  reason: LeftReason,
): Promise<void> {
  const { context, call, parties, me } = part;
  await leave(part, me, reason);
  if (to.kind === 'outside') {
    saveParty(context, to, { takesCall: true });
    const alone = saveCall(context, call, { agentPresent: false });
    await advanceCall(context, alone, { type: 'outsideTook' });
  } else {
    const agent = saveParty(context, to, { kind: 'agent', mode: null });
    const agentPresent = to.state === 'joined';
    const taken = { agentId: to.userId, agentLegId: to.id, agentPresent };
    const after = saveCall(context, call, taken);
    await lines[call.provider].arrange(context, after, agent);
    // Whoever has not joined with their voice yet is waited for with music.
    if (!agentPresent) await advanceCall(context, after, { type: 'agentLost' });
  }
  const { id: partyId, userId: agentId } = to;
  await tell({ context, call, parties }, 'call.transferred', { partyId, agentId, from: me.userId });
}
