import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { ListeningPurpose, SetRecordingPolicy } from '../contract/recording.ts';
import { recordingPolicy } from '../io/tables.ts';

/** Notes that somebody listens to a recording, before they hear it. */
export const noteListening = command(
  'recording.listen',
  z.strictObject({ recordingId: Id, callId: Id, userId: Id, purpose: ListeningPurpose }),
  async ({ journal }, { recordingId, callId, userId, purpose }) => {
    await journal({
      subjectType: 'recording',
      subjectId: recordingId,
      type: 'recording.played',
      payload: { callId, by: userId, purpose },
    });
    return { noted: true };
  },
);

/** Sets what is recorded and how long it is kept, from now on. */
export const setRecordingPolicy = command(
  'recording.setPolicy',
  SetRecordingPolicy.extend({ userId: Id }),
  async ({ tx, now, journal }, { recordAll, keepDays, userId }) => {
    const [last] = await tx
      .select({ version: recordingPolicy.version })
      .from(recordingPolicy)
      .orderBy(desc(recordingPolicy.version))
      .limit(1)
      .for('update');
    const version = (last?.version ?? 0) + 1;
    const policy = { version, recordAll, keepDays };
    await tx.insert(recordingPolicy).values({ ...policy, setBy: userId, setAt: now });
    await journal({
      subjectType: 'user',
      subjectId: userId,
      type: 'recordingPolicy.set',
      payload: policy,
    });
    return { ...policy, setAt: now.toString() };
  },
);
