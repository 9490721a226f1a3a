/** `main` is the other speaker or a prompt; `side` a third voice (whisper, barge, listening). */
export type RemoteSection = 'main' | 'side';

export type WebCallState =
  /** Waiting for the microphone, perhaps for the person's permission. */
  | { name: 'starting' }
  | { name: 'connecting'; attempt: number }
  | { name: 'connected' }
  /** It stood once and is being made again; the call goes on. */
  | { name: 'reconnecting'; attempt: number; cause: string }
  | {
      name: 'failed';
      reason: 'microphoneRefused' | 'microphoneMissing' | 'microphoneBroken' | RefusedBecause;
    }
  | { name: 'closed' };

/** The call is over, or one more than can be carried. */
export type RefusedBecause = 'over' | 'full';

/** Thrown by `postOffer` when the server will not have this leg any more. */
export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly because: RefusedBecause;

  constructor(because: RefusedBecause) {
    super(`the call is refused: ${because}`);
    this.because = because;
  }
}
