import { type CommandContext, Conflict, newId, type Reader } from '@1999/platform';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { lines } from '../../adapters/lines.ts';
import type { Call, Party, Recording } from '../../io/tables.ts';
import { recording, recordingPolicy } from '../../io/tables.ts';
import { type Part, tell } from './part.ts';

type Room = Pick<Part, 'context' | 'call' | 'parties'>;

/** The call's recording that goes on, paused or not; null when there is none. */
export async function recordingNow(
  { tx }: Pick<CommandContext, 'tx'>,
  callId: string,
): Promise<Recording | null> {
  const going = inArray(recording.state, ['recording', 'paused']);
  const [row] = await tx
    .select()
    .from(recording)
    .where(and(eq(recording.callId, callId), going));
  return row ?? null;
}

/** The policy of this moment. */
export async function policyNow({ tx }: { readonly tx: Reader }) {
  const [row] = await tx
    .select()
    .from(recordingPolicy)
    .orderBy(desc(recordingPolicy.version))
    .limit(1);
  if (!row) throw new Error('there is no recording policy');
  return row;
}

/** Begins a recording. @throws Conflict `recording_going_on`. */
export async function startRecording(room: Room): Promise<void> {
  const { context, call } = room;
  if (await recordingNow(context, call.id)) {
    throw new Conflict('recording_going_on', 'This call is being recorded already.');
  }
  const values = { id: newId(), callId: call.id, provider: call.provider } as const;
  const [row] = await context.tx
    .insert(recording)
    .values({ ...values, state: 'recording', startedAt: context.now })
    .returning();
  if (!row) throw new Error('the recording was not stored');
  await lines[call.provider].record(context, call, row, 'start');
  await tell(room, 'call.recordingStarted', { recordingId: row.id });
}

/** Begins one where the policy wants every conversation recorded and none goes on. */
export async function recordByPolicy(room: Room): Promise<void> {
  const { context, call } = room;
  if (!lines[call.provider].capabilities.includes('recordStart')) return;
  if ((await recordingNow(context, call.id)) || !(await policyNow(context)).recordAll) return;
  await startRecording(room);
}

/** Somebody who came into a recorded call is recorded too; listeners have nothing to say. */
export async function recordLateComer(room: Room, party: Party): Promise<void> {
  const { context, call } = room;
  if (!lines[call.provider].atPeer || party.mode === 'monitor') return;
  const row = await recordingNow(context, call.id);
  if (row) await lines[call.provider].record(context, call, row, 'start');
}

/** Leaves the voices out of the recording, or takes them in again. @throws Conflict `not_recording`. */
export async function pauseRecording(room: Room, paused: boolean): Promise<void> {
  const { context, call } = room;
  const row = await recordingNow(context, call.id);
  if (!row) throw new Conflict('not_recording', 'This call is not being recorded.');
  const state = paused ? 'paused' : 'recording';
  if (row.state === state) return;
  await save(context, row, { state });
  await lines[call.provider].record(context, call, row, paused ? 'pause' : 'resume');
  const what = paused ? 'call.recordingPaused' : 'call.recordingResumed';
  await tell(room, what, { recordingId: row.id });
}

/** Ends the recording; it will be deleted when the policy of this day wants it. */
export async function stopRecording(room: Room): Promise<void> {
  const row = await recordingNow(room.context, room.call.id);
  if (!row) throw new Conflict('not_recording', 'This call is not being recorded.');
  await close(room, row);
  await lines[room.call.provider].record(room.context, room.call, row, 'stop');
}

/** The call is over and so is what was recorded of it; its provider has ended that by itself. */
export async function closeRecording(context: CommandContext, call: Call): Promise<void> {
  const row = await recordingNow(context, call.id);
  if (row) await close({ context, call, parties: [] }, row);
}

async function close(room: Room, row: Recording): Promise<void> {
  const { context } = room;
  const { keepDays } = await policyNow(context);
  const deleteAt = context.now.add({ hours: 24 * keepDays });
  await save(context, row, { state: 'stopped', stoppedAt: context.now, deleteAt });
  await tell(room, 'call.recordingStopped', { recordingId: row.id });
}

async function save({ tx }: CommandContext, row: Recording, changes: Partial<Recording>) {
  await tx.update(recording).set(changes).where(eq(recording.id, row.id));
}
