import { type App, NotFound } from '@1999/platform';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { RecordingView } from '../contract/recording.ts';
import { call, type Recording, recording, recordingFile } from '../io/tables.ts';

/** The recordings of a call, the first one first. @throws NotFound for no such call. */
export async function recordingsOf(app: App, callId: string): Promise<RecordingView[]> {
  const [known] = await app.db.select({ id: call.id }).from(call).where(eq(call.id, callId));
  if (!known) throw new NotFound();
  const rows = await app.db
    .select()
    .from(recording)
    .where(eq(recording.callId, callId))
    .orderBy(asc(recording.startedAt));
  const ids = rows.map(({ id }) => id);
  const files =
    ids.length > 0
      ? await app.db.select().from(recordingFile).where(inArray(recordingFile.recordingId, ids))
      : [];
  return rows.map((row) => ({
    recordingId: row.id,
    callId,
    kind: row.kind,
    provider: row.provider,
    state: row.state,
    startedAt: row.startedAt.toString(),
    stoppedAt: row.stoppedAt?.toString() ?? null,
    deleteAt: row.deleteAt?.toString() ?? null,
    files: files
      .filter(({ recordingId }) => recordingId === row.id)
      .map(({ legId: partyId, offsetMs, durationMs, complete }) => ({
        partyId,
        offsetMs,
        durationMs,
        complete,
      }))
      .sort((a, b) => a.offsetMs - b.offsetMs),
  }));
}

/** One file of a recording that is still kept. @throws NotFound. */
export async function fileOf(
  app: App,
  recordingId: string,
  party: string | undefined,
): Promise<{ row: Recording; file: string | null }> {
  const [found] = await app.db
    .select({ row: recording, file: recordingFile.file })
    .from(recording)
    .innerJoin(recordingFile, eq(recordingFile.recordingId, recording.id))
    .where(
      and(
        eq(recording.id, recordingId),
        eq(recording.state, 'stopped'),
        party ? eq(recordingFile.legId, party) : undefined,
      ),
    )
    .orderBy(asc(recordingFile.offsetMs))
    .limit(1);
  if (!found) throw new NotFound();
  return found;
}
