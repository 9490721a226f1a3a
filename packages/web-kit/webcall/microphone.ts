/** Why there is no microphone, in words the app can show. */
export class MicrophoneFailure extends Error {
  override name = 'MicrophoneFailure';
  readonly reason: 'microphoneRefused' | 'microphoneMissing' | 'microphoneBroken';

  constructor(reason: MicrophoneFailure['reason'], cause: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** The microphone of a call; asked for again when it is unplugged in mid-call. */
export class Microphone {
  track: MediaStreamTrack | null = null;
  readonly #source: MediaStream | MediaTrackConstraints | true;
  readonly #onTrack: (track: MediaStreamTrack) => void;
  #closed = false;

  constructor(
    source: MediaStream | MediaTrackConstraints | true,
    onTrack: (track: MediaStreamTrack) => void,
  ) {
    this.#source = source;
    this.#onTrack = onTrack;
  }

  /** @throws MicrophoneFailure */
  async open(): Promise<void> {
    if (!(this.#source instanceof MediaStream)) return this.change(this.#source);
    const [track] = this.#source.getAudioTracks();
    if (!track) throw new MicrophoneFailure('microphoneMissing', null);
    this.#use(track);
  }

  /** Takes another microphone; the old one stops when the new one is there. @throws MicrophoneFailure */
  async change(constraints: MediaTrackConstraints | true): Promise<void> {
    const stream = await navigator.mediaDevices
      .getUserMedia({ audio: constraints })
      .catch((error: unknown) => {
        throw new MicrophoneFailure(reasonOf(error), error);
      });
    const [track] = stream.getAudioTracks();
    if (!track) throw new MicrophoneFailure('microphoneMissing', null);
    if (this.#closed) return track.stop();
    const old = this.track;
    this.#use(track);
    track.onended = () => void this.change(true).catch(() => {});
    if (old) {
      old.onended = null;
      old.stop();
    }
  }

  close(): void {
    this.#closed = true;
    if (this.track) this.track.onended = null;
    this.track?.stop();
    if (this.#source instanceof MediaStream) {
      for (const track of this.#source.getTracks()) track.stop();
    }
  }

  #use(track: MediaStreamTrack): void {
    this.track = track;
    this.#onTrack(track);
  }
}

function reasonOf(error: unknown): MicrophoneFailure['reason'] {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'microphoneRefused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'microphoneMissing';
  return 'microphoneBroken';
}
