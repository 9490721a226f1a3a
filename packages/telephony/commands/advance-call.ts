import { contactHasCase } from '@1999/cases';
import type { CommandContext } from '@1999/platform';
import { enqueueEntry, leaveQueue } from '@1999/routing';
import { lines } from '../adapters/lines.ts';
import { advance, type FlowEvent, type FlowState, type Intent } from '../domain/call-flow.ts';
import { priorityOf, skillsFor } from '../domain/call-skills.ts';
import { callStateAt } from '../domain/call-state.ts';
import { flowOf } from '../domain/flow-of.ts';
import { guideFor } from '../io/guide.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call } from '../io/tables.ts';
import { endParties } from './end-parties.ts';
import { promiseCallback } from './promise-callback.ts';
import { settleCallback } from './settle-callback.ts';

/** After this long without a word from the provider it is asked whether the line still stands. */
export const CHECK_AFTER_SECONDS = 60;
/** Words that follow each other faster than this do not each move that moment. */
const SAME_WORD_SECONDS = 10;

/**
 * Takes one event through the call flow and does what follows from it, in the caller's transaction
 * and under the call's row lock: row, journal, queue, and the provider's work as jobs.
 */
export async function advanceCall(
  context: CommandContext,
  row: Call,
  event: FlowEvent,
): Promise<Call> {
  const guide = await guideFor(context, row, event);
  const { state, intents } = advance(flowOf(row), event, guide);
  let current = saveCall(context, row, changesOf(row, state, context.now));
  const ended = current.state === 'ended' && row.state === 'connected';
  const gone = ended ? await endParties(context, current) : [];
  await tellJournal(context, row, current, gone);
  const cutOff = await isCutOff(context, row, event);
  for (const intent of intents) {
    await carryInHouse(context, current, intent);
    const changes = await lines[current.provider].carry(context, current, intent);
    if (intent.type === 'comfort') changes.comforting = true;
    if (Object.keys(changes).length > 0) current = saveCall(context, current, changes);
  }
  if (current.state === 'ended' && row.state !== 'ended') {
    if (current.direction === 'outbound') await settleCallback(context, current);
    if (cutOff) {
      await promiseCallback(context, current, 'lineDropped', { agentId: row.agentId });
    }
  }
  return current;
}

/**
 * A danger whose line ended, not by the agent's hand, before anything of it was recorded: it is
 * called back at once.
 */
async function isCutOff({ tx }: CommandContext, row: Call, event: FlowEvent): Promise<boolean> {
  const dropped = event.type === 'hungUp' && event.by !== 'agent' && event.how !== 'noAnswer';
  if (!dropped || row.step !== 'connected' || row.topic !== 'danger') return false;
  return !(await contactHasCase(tx, row.contactId));
}

/**
 * The provider gave a sign of the line: the reconciler need not ask for a while. It asks up to ten
 * seconds sooner than it might, so that the caller's keypresses do not each move an index.
 */
export function heardFromProvider(context: CommandContext, row: Call): Call {
  if (row.state === 'ended') return row;
  const checkAt = context.now.add({ seconds: CHECK_AFTER_SECONDS });
  const soonEnough = checkAt.subtract({ seconds: SAME_WORD_SECONDS });
  if (row.checkAt && Temporal.Instant.compare(row.checkAt, soonEnough) > 0) return row;
  return saveCall(context, row, { checkAt });
}

function changesOf(before: Call, flow: FlowState, now: Temporal.Instant): Partial<Call> {
  const state = callStateAt(flow.step);
  const entered = state !== before.state;
  return {
    ...flow,
    state,
    ...(entered && state === 'queued' ? { queuedAt: now } : {}),
    ...(entered && state === 'connected' ? { connectedAt: now } : {}),
    ...(entered && state === 'ended'
      ? { endedAt: now, onHold: false, comforting: false, checkAt: null }
      : {}),
  };
}

async function tellJournal(
  context: CommandContext,
  before: Call,
  after: Call,
  agentIds: readonly string[],
): Promise<void> {
  if (after.state === before.state) return;
  const tell = (type: string, payload: Record<string, unknown>) =>
    context.journal({
      subjectType: 'call',
      subjectId: after.id,
      type,
      payload: { channel: after.channel, contactId: after.contactId, ...payload },
    });
  const danger = after.topic === 'danger';
  if (after.state === 'queued') {
    await tell('call.menuChosen', { language: after.language, topic: after.topic, danger });
  }
  if (after.state === 'connected') await tell('call.connected', { agentId: after.agentId });
  if (after.state === 'ended') {
    const { endReason: reason, agentId, language, topic } = after;
    const facts = { reason, agentId, language, topic, from: before.state };
    await tell('call.ended', agentIds.length > 0 ? { ...facts, agentIds } : facts);
  }
}

async function carryInHouse(context: CommandContext, row: Call, intent: Intent): Promise<void> {
  if (intent.type === 'enqueue') {
    const skills = skillsFor(intent.language);
    const { entryId } = await enqueueEntry.within(context, {
      channel: 'call',
      refId: row.id,
      skills,
      language: intent.language,
      priority: priorityOf(intent.topic),
      callerId: row.citizenId,
    });
    await context.journal({
      subjectType: 'call',
      subjectId: row.id,
      type: 'call.queued',
      payload: { channel: row.channel, queueEntryId: entryId, skill: skills[0] },
    });
  }
  if (intent.type === 'promiseCallback') await promiseCallback(context, row, 'promised');
  if (intent.type === 'leaveQueue') await leaveQueue.within(context, { refId: row.id });
}
