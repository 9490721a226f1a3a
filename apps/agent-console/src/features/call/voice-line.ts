export type VoiceState =
  | 'none'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'failed'
  | 'elsewhere';

/** My end of a call's voice, whoever carries it. */
export interface VoiceLine {
  mute(muted: boolean): void;
  /** Leaves the call; the call itself goes on until somebody ends it. */
  leave(): void;
}
