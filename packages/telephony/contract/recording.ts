import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';
import { Provider } from './provider.ts';

/** Why somebody listens; it stands in the journal beside who and when. */
export const listeningPurposes = ['quality', 'complaint', 'evidence', 'message'] as const;
export const ListeningPurpose = z.enum(listeningPurposes);
export type ListeningPurpose = z.infer<typeof ListeningPurpose>;

export const RecordingView = z.object({
  recordingId: Id,
  callId: Id,
  kind: z.enum(['conversation', 'message']),
  provider: Provider,
  state: z.enum(['recording', 'paused', 'stopped', 'deleted']),
  startedAt: InstantText,
  stoppedAt: InstantText.nullable(),
  /** When the policy has it deleted. */
  deleteAt: InstantText.nullable(),
  /** One a voice at the media peer; one of two channels at the carrier. */
  files: z.array(
    z.object({
      partyId: Id,
      offsetMs: z.int(),
      durationMs: z.int(),
      complete: z.boolean(),
    }),
  ),
});
export type RecordingView = z.infer<typeof RecordingView>;

/** `GET /api/recordings/:recordingId/audio`; without a party the first file. */
export const ListenQuery = z.strictObject({
  party: Id.optional(),
  purpose: ListeningPurpose,
});

/** `PUT /api/recording-policy`: for calls from now on, and recordings that end from now on. */
export const SetRecordingPolicy = z.strictObject({
  recordAll: z.boolean(),
  keepDays: z.int().min(1).max(3_650),
});
export const RecordingPolicy = z.object({
  version: z.int(),
  recordAll: z.boolean(),
  keepDays: z.int(),
  setAt: InstantText,
});
export type RecordingPolicy = z.infer<typeof RecordingPolicy>;
