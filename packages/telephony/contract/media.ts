import { z } from 'zod';

/**
 * What the hotline and the media peer say to each other.
 *
 * A **leg** is one browser in a call, or one line of a trunk; its id is stable across reloads. Each
 * leg can hear two sources at once, because a browser offers two audio sections: `main` and `side`
 * (for a trunk they are added up). There is no mixer for the room, so a third voice has no place to
 * go, and none is needed: a supervisor listens to the citizen on main and the agent on side;
 * whisper and barge speak on the others' side.
 */

/** Header that carries the shared secret, in both directions. */
export const MEDIA_SECRET_HEADER = 'x-media-secret';

export const legKinds = ['caller', 'agent', 'supervisor', 'outside'] as const;
export const LegKind = z.enum(legKinds);
export type LegKind = z.infer<typeof LegKind>;

export const tracks = ['main', 'side'] as const;
export const Track = z.enum(tracks);
export type Track = z.infer<typeof Track>;

export const legStates = ['connecting', 'connected', 'disconnected', 'closed'] as const;
export const LegState = z.enum(legStates);
export type LegState = z.infer<typeof LegState>;

/** Keys of a telephone. */
export const Digit = z.string().regex(/^[0-9*#]$/);

export const promptLanguages = ['zh-Hant-TW', 'en'] as const;
export const PromptLanguage = z.enum(promptLanguages);
export type PromptLanguage = z.infer<typeof PromptLanguage>;

/** Positions in the queue that have a recording of their own; above them, `number-many`. */
export const SPOKEN_POSITIONS = 20;

const numbers = Array.from({ length: SPOKEN_POSITIONS }, (_, index) => `number-${index + 1}`);

/** Every prompt there is, in each language; the last three have none. */
export const promptNames: readonly string[] = [
  'greeting',
  'recording-notice',
  'language-menu',
  'topic-menu',
  'try-again',
  'queue-position',
  ...numbers,
  'number-many',
  'please-hold',
  'wait-2',
  'wait-5',
  'wait-10',
  'wait-20',
  'wait-long',
  'callback-offer',
  'callback-promised',
  'voicemail',
  'connecting',
  'unavailable',
  'goodbye',
  'hold-music',
  'tone',
  'ring-back',
];
export const PromptName = z
  .string()
  .refine((name) => promptNames.includes(name), { error: 'no such prompt' });

/**
 * What is played: a recording of the house, or a sound that a supervisor uploaded, with the
 * recording that is heard where the sound cannot be had.
 */
export const PlayedPrompt = z.union([
  PromptName,
  z.strictObject({ sound: z.uuid(), otherwise: PromptName }),
]);
export type PlayedPrompt = z.infer<typeof PlayedPrompt>;

/** The prompts that tell a caller the place in the queue; `position` counts from 1. */
export function queuePositionPrompts(position: number): string[] {
  const spoken = position >= 1 && position <= SPOKEN_POSITIONS;
  return ['queue-position', spoken ? `number-${position}` : 'number-many'];
}

/** The body of `POST /legs/:legId/offer`. The browser's whole offer, without trickle. */
export const LegOffer = z.strictObject({
  callId: z.uuid(),
  kind: LegKind,
  sdp: z.string().min(1).max(100_000),
});
export type LegOffer = z.infer<typeof LegOffer>;

export const LegAnswer = z.object({ sdp: z.string() });
export type LegAnswer = z.infer<typeof LegAnswer>;

/** Where sound of a trunk comes from or goes to: an IP address and a UDP port. */
export const RtpPlace = z.strictObject({
  address: z.union([z.ipv4(), z.ipv6()]),
  port: z.int().min(1).max(65_535),
});
export type RtpPlace = z.infer<typeof RtpPlace>;

/**
 * The body of `POST /legs/:legId/trunk`: a telephone line that an engine brings as RTP (G.711
 * µ-law, 20 ms). The first one opens the leg's port, which is answered; once `engine` is told, the
 * leg is connected: nobody else is heard, and nobody else is sent anything.
 */
export const TrunkOffer = z.strictObject({
  callId: z.uuid(),
  kind: LegKind,
  engine: RtpPlace.nullable(),
});
export type TrunkOffer = z.infer<typeof TrunkOffer>;

const id = z.uuid();
const pair = z.tuple([z.uuid(), z.uuid()]);

/** The body of `POST /calls/:callId/commands`; the same `id` again changes nothing. */
export const MediaCommand = z.discriminatedUnion('type', [
  /** Two legs hear each other on main; stops prompts to both and ends their earlier bridges. */
  z.strictObject({ id, type: z.literal('bridge'), legs: pair }),
  /** Ends the bridge between two legs; links stay. */
  z.strictObject({ id, type: z.literal('unbridge'), legs: pair }),
  /** `to` hears `from` on the track: listen, whisper, barge. One way. */
  z.strictObject({ id, type: z.literal('link'), from: z.uuid(), to: z.uuid(), track: Track }),
  z.strictObject({ id, type: z.literal('unlink'), from: z.uuid(), to: z.uuid() }),
  /**
   * Who hears whom, for these legs as a whole: whatever they heard before is over, and so are the
   * prompts of `quiet`. Legs that are not there (yet) are left out.
   */
  z.strictObject({
    id,
    type: z.literal('arrange'),
    hears: z
      .array(
        z.strictObject({ leg: z.uuid(), main: z.uuid().nullable(), side: z.uuid().nullable() }),
      )
      .max(8),
    quiet: z.array(z.uuid()).max(8).default([]),
  }),
  /**
   * Plays prompts to one leg on main, in place of whoever speaks there, then lets them speak
   * again. `loop` repeats the last prompt until stop, bridge or another play. Answered at its
   * end by one `played` event with the command's id.
   */
  z.strictObject({
    id,
    type: z.literal('play'),
    leg: z.uuid(),
    prompts: z.array(PlayedPrompt).min(1).max(30),
    language: PromptLanguage,
    loop: z.boolean().default(false),
    /** It stops when that leg is connected, and is not begun when it is. */
    until: z.uuid().optional(),
  }),
  z.strictObject({ id, type: z.literal('stop'), leg: z.uuid() }),
  /** Nobody hears the leg, its recording neither, until muted again with false. */
  z.strictObject({ id, type: z.literal('mute'), leg: z.uuid(), muted: z.boolean() }),
  /**
   * Records what each leg says, one file a leg. Again with other legs: they are recorded too,
   * each from its own beginning (`offsetMs` of the `recorded` event tells how much later).
   */
  z.strictObject({
    id,
    type: z.literal('record'),
    recordingId: z.uuid(),
    legs: z.array(z.uuid()).min(1).max(4),
  }),
  /** Silence is written in place of every voice until paused again with false: time goes on. */
  z.strictObject({
    id,
    type: z.literal('pauseRecording'),
    recordingId: z.uuid(),
    paused: z.boolean(),
  }),
  z.strictObject({ id, type: z.literal('stopRecording'), recordingId: z.uuid() }),
  /** Closes one leg or, without `leg`, the whole call with its recordings. */
  z.strictObject({ id, type: z.literal('hangup'), leg: z.uuid().optional() }),
]);
export type MediaCommand = z.infer<typeof MediaCommand>;
export type MediaCommandInput = z.input<typeof MediaCommand>;

export const CommandResult = z.object({ id: z.uuid(), applied: z.literal(true) });
export type CommandResult = z.infer<typeof CommandResult>;

const hearing = z
  .object({ leg: z.uuid(), by: z.enum(['bridge', 'link', 'arrangement']) })
  .nullable();

/** The answer of `GET /calls/:callId`. */
export const CallSnapshot = z.object({
  callId: z.uuid(),
  legs: z.array(
    z.object({
      legId: z.uuid(),
      kind: LegKind,
      state: LegState,
      muted: z.boolean(),
      /** No sound packet has come for so long that a `silent` event told of it. */
      silent: z.boolean(),
      hears: z.object({ main: hearing, side: hearing }),
      playing: z.string().nullable(),
    }),
  ),
  recordings: z.array(
    z.object({ recordingId: z.uuid(), legs: z.array(z.uuid()), paused: z.boolean() }),
  ),
  /** Sequence number of the call's last event. */
  seq: z.int(),
});
export type CallSnapshot = z.infer<typeof CallSnapshot>;

/** The answer of `GET /health`. */
export const MediaHealth = z.object({
  peerId: z.uuid(),
  calls: z.int(),
  legs: z.int(),
  connected: z.int(),
  playing: z.int(),
  recording: z.int(),
  events: z.object({ waiting: z.int(), delivered: z.int(), dropped: z.int() }),
  memoryMb: z.number(),
  /** How long what was due had to wait at the most, in 99 of 100 cases since this was last asked. */
  loopP99Ms: z.number(),
});
export type MediaHealth = z.infer<typeof MediaHealth>;

const event = {
  id: z.uuid(),
  callId: z.uuid(),
  /** 1, 2, 3… within one call of one peer; a hole means events were given up. */
  seq: z.int().positive(),
  /** On the peer's own monotonic clock: only differences mean anything. */
  atMs: z.number(),
  legId: z.uuid(),
};

export const MediaEvent = z.discriminatedUnion('type', [
  z.object({
    ...event,
    type: z.literal('state'),
    state: LegState,
    /** Why a leg closed: told to, its call told to, or nobody came back. */
    reason: z.enum(['hangup', 'abandoned', 'shutdown']).optional(),
  }),
  z.object({
    ...event,
    type: z.literal('digit'),
    digit: Digit,
    via: z.enum(['channel', 'telephone-event']),
  }),
  z.object({
    ...event,
    type: z.literal('played'),
    commandId: z.uuid(),
    outcome: z.enum(['finished', 'stopped', 'replaced']),
  }),
  /** No sound packet came from a connected leg for `forMs`: its network or microphone is dead. */
  z.object({ ...event, type: z.literal('silent'), forMs: z.number() }),
  /** Sound packets come again after `silent`. */
  z.object({ ...event, type: z.literal('heard') }),
  z.object({
    ...event,
    type: z.literal('recorded'),
    recordingId: z.uuid(),
    /** Path below the peer's recordings folder. */
    file: z.string(),
    durationMs: z.number(),
    /** How long after the recording's own beginning this leg's file begins. */
    offsetMs: z.number().nonnegative(),
    bytes: z.int(),
    /** False when the disk refused; what was written so far stays readable. */
    complete: z.boolean(),
  }),
]);
export type MediaEvent = z.infer<typeof MediaEvent>;

/** The body POSTed to the hotline, again and again until it answers 2xx. */
export const MediaEventBatch = z.object({
  /** New at each start of the peer, which forgets its calls: sequence numbers begin again. */
  peerId: z.uuid(),
  events: z.array(MediaEvent).min(1).max(100),
});
export type MediaEventBatch = z.infer<typeof MediaEventBatch>;

/** What a page says over the data channel. */
export const ChannelMessage = z.strictObject({ type: z.literal('digit'), digit: Digit });
export type ChannelMessage = z.infer<typeof ChannelMessage>;

/** The one line the media process prints when it serves. */
export const MediaReady = z.object({ ready: z.literal(true), port: z.int().positive() });
export type MediaReady = z.infer<typeof MediaReady>;
