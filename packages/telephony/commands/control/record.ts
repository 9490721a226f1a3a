import { type CommandContext, Conflict, newId, type Reader, rowsOf, send } from '@1999/platform';
import { and, desc, eq, sql } from 'drizzle-orm';
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
  const [row] = await tx.select().from(recording).where(goingOn(callId));
  return row ?? null;
}

/** Its states as the index of such recordings has them, so that it serves any call by one plan. */
const goingOn = (callId: string) =>
  and(eq(recording.callId, callId), sql`${recording.state} in ('recording', 'paused')`);

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

/** One value of that policy, as a part of a statement. */
const ofPolicy = (tx: Reader, value: 'recordAll' | 'keepDays') =>
  tx
    .select({ value: recordingPolicy[value] })
    .from(recordingPolicy)
    .orderBy(desc(recordingPolicy.version))
    .limit(1);

/** Begins a recording. @throws Conflict `recording_going_on`. */
export async function startRecording(room: Room): Promise<void> {
  const { context, call } = room;
  if (await recordingNow(context, call.id)) {
    throw new Conflict('recording_going_on', 'This call is being recorded already.');
  }
  await begin(room);
}

async function begin(room: Room): Promise<void> {
  const { context, call } = room;
  const row: Recording = {
    id: newId(),
    callId: call.id,
    provider: call.provider,
    providerSid: null,
    state: 'recording',
    startedAt: context.now,
    stoppedAt: null,
    deleteAt: null,
    deletedAt: null,
    kind: 'conversation',
  };
  context.write(rowsOf(recording, [row]));
  await lines[call.provider].record(context, call, row, 'start');
  await tell(room, 'call.recordingStarted', { recordingId: row.id });
}

/** Begins one where the policy wants every conversation recorded and none goes on. */
export async function recordByPolicy(room: Room): Promise<void> {
  const { context, call } = room;
  if (!lines[call.provider].capabilities.includes('recordStart')) return;
  const going = context.tx.select({ id: recording.id }).from(recording).where(goingOn(call.id));
  const recordAll = ofPolicy(context.tx, 'recordAll');
  const [found] = await context.tx.execute<{ wanted: boolean }>(
    sql`select coalesce((${recordAll}), false) and not exists (${going}) as wanted`,
  );
  if (found?.wanted) await begin(room);
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
  save(context, row, { state });
  await lines[call.provider].record(context, call, row, paused ? 'pause' : 'resume');
  const what = paused ? 'call.recordingPaused' : 'call.recordingResumed';
  await tell(room, what, { recordingId: row.id });
}

/** Ends the recording; it will be deleted when the policy of this day wants it. */
export async function stopRecording(room: Room): Promise<void> {
  const row = await close(room);
  if (!row) throw new Conflict('not_recording', 'This call is not being recorded.');
  await lines[room.call.provider].record(room.context, room.call, row, 'stop');
}

/** The call is over and so is what was recorded of it; its provider has ended that by itself. */
export async function closeRecording(context: CommandContext, call: Call): Promise<void> {
  await close({ context, call, parties: [] });
}

/** The recording that went on, ended; null when there was none. */
async function close(room: Room): Promise<Recording | null> {
  const { tx, now } = room.context;
  const keepDays = ofPolicy(tx, 'keepDays');
  const deleteAt = sql`${now.toString()}::timestamptz + make_interval(hours => 24 * (${keepDays}))`;
  const [row] = await tx
    .update(recording)
    .set({ state: 'stopped', stoppedAt: now, deleteAt })
    .where(goingOn(room.call.id))
    .returning();
  if (row) await tell(room, 'call.recordingStopped', { recordingId: row.id });
  return row ?? null;
}

function save({ tx }: CommandContext, row: Recording, changes: Partial<Recording>): void {
  send(tx, tx.update(recording).set(changes).where(eq(recording.id, row.id)));
}
