import { type Attempt, attemptCall } from './attempt.ts';
import { CallAudio } from './call-audio.ts';
import { Microphone, MicrophoneFailure } from './microphone.ts';
import { CallRefused, type RemoteSection, type WebCallState } from './types.ts';
import { onWake } from './wake.ts';

export { CallRefused, type RemoteSection, type WebCallState } from './types.ts';

export type WebCallOptions = {
  /** Stable across reloads: the same id again takes the place of the lost connection. */
  legId: string;
  /**
   * Carries the offer to the server and brings its answer. Throws CallRefused when asking again
   * is useless (the call is over); any other error is tried again.
   */
  postOffer(sdp: string, legId: string, signal: AbortSignal): Promise<string>;
  /** A stream the app has, or what to ask the browser for. */
  microphone: MediaStream | MediaTrackConstraints | true;
  onState(state: WebCallState): void;
  /** The sound of a section, new after each reconnection; it already plays, unless `play` is false. */
  onRemoteTrack?(track: MediaStreamTrack, section: RemoteSection): void;
  /** The browser wants a press first; call `resumeAudio` from it. */
  onAudioBlocked?(): void;
  /** False: elements stay muted and the app plays the tracks itself, with WebAudio say. */
  play?: boolean;
  /** TURN servers, for citizens behind strict networks; asked for anew at each connection. */
  iceServers?: () => Promise<RTCIceServer[]>;
};

export type WebCall = {
  readonly state: WebCallState;
  readonly muted: boolean;
  mute(muted: boolean): void;
  /** Sends a key, 0–9, * or #; kept until the connection stands. */
  sendDigit(digit: string): void;
  /** Another microphone, without a new connection. Rejects with a DOMException. */
  setMicrophone(constraints: MediaTrackConstraints): Promise<void>;
  /** Plays on that device; rejects where the browser cannot choose. */
  setOutputDevice(deviceId: string): Promise<void>;
  resumeAudio(): Promise<void>;
  /** Makes the connection anew at once, for an app that knows sooner that it is lost. */
  reconnect(): void;
  /** Ends the call for this page and stops its tracks. */
  close(): void;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const MOST_WAITING_DIGITS = 32;

/** Joins a call by voice and keeps it: a lost connection is made again until `close`. */
export function connectWebCall(options: WebCallOptions): WebCall {
  return new VoiceCall(options);
}

class VoiceCall implements WebCall {
  state: WebCallState = { name: 'starting' };
  muted = false;
  readonly #options: WebCallOptions;
  readonly #audio: CallAudio;
  readonly #microphone: Microphone;
  readonly #unwatch: () => void;
  #attempt: Attempt | null = null;
  #attempts = 0;
  #wasConnected = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #digits: string[] = [];

  constructor(options: WebCallOptions) {
    this.#options = options;
    this.#audio = new CallAudio(options.play ?? true, () => options.onAudioBlocked?.());
    this.#microphone = new Microphone(options.microphone, (track) => {
      track.enabled = !this.muted;
      void this.#attempt?.replaceMicrophone(track);
    });
    this.#unwatch = onWake((slept) => {
      if (slept || this.state.name === 'reconnecting') this.#again('woke');
    });
    void this.#start();
  }

  mute(muted: boolean): void {
    this.muted = muted;
    if (this.#microphone.track) this.#microphone.track.enabled = !muted;
  }

  sendDigit(digit: string): void {
    if (!/^[0-9*#]$/.test(digit)) throw new RangeError(`not a key: ${digit}`);
    if (this.#attempt?.sendDigit(digit)) return;
    if (this.#digits.length < MOST_WAITING_DIGITS) this.#digits.push(digit);
  }

  async setMicrophone(constraints: MediaTrackConstraints): Promise<void> {
    await this.#microphone.change(constraints);
  }

  setOutputDevice(deviceId: string): Promise<void> {
    return this.#audio.setDevice(deviceId);
  }

  resumeAudio(): Promise<void> {
    return this.#audio.resume();
  }

  reconnect(): void {
    if (this.state.name !== 'starting') this.#again('asked');
  }

  close(): void {
    this.#end({ name: 'closed' });
  }

  async #start(): Promise<void> {
    try {
      await this.#microphone.open();
    } catch (error) {
      const reason = error instanceof MicrophoneFailure ? error.reason : 'microphoneBroken';
      return this.#end({ name: 'failed', reason });
    }
    if (this.#over) this.#microphone.close();
    else void this.#connect('first');
  }

  async #connect(cause: string): Promise<void> {
    const track = this.#microphone.track;
    if (!track || this.#over) return;
    this.#attempts += 1;
    const attempt = this.#attempts;
    this.#become(
      this.#wasConnected
        ? { name: 'reconnecting', attempt, cause }
        : { name: 'connecting', attempt },
    );
    this.#attempt?.close();
    this.#audio.clear();
    // Without a relay the direct way is tried: better than no try.
    const iceServers = (await this.#options.iceServers?.().catch(() => [])) ?? [];
    if (this.#over || this.#attempts !== attempt) return;
    const current = attemptCall(track, iceServers, {
      postOffer: (sdp, signal) => this.#options.postOffer(sdp, this.#options.legId, signal),
      onConnected: () => this.#attempt === current && this.#connected(),
      onLost: (why) => this.#attempt === current && this.#again(why),
      onChannel: () => this.#attempt === current && this.#flushDigits(),
      onTrack: (remote, section) => {
        if (this.#attempt !== current) return;
        this.#audio.add(remote, section);
        this.#options.onRemoteTrack?.(remote, section);
      },
    });
    this.#attempt = current;
    try {
      await current.negotiated;
    } catch (error) {
      if (this.#attempt !== current || this.#over) return;
      if (error instanceof CallRefused) this.#end({ name: 'failed', reason: error.because });
      else this.#again('unreachable');
    }
  }

  #connected(): void {
    this.#attempts = 0;
    this.#wasConnected = true;
    this.#become({ name: 'connected' });
  }

  /** Makes the connection again: at once the first time, then ever more patiently. */
  #again(cause: string): void {
    if (this.#over) return;
    clearTimeout(this.#retry);
    const urgent = this.#attempts === 0 || cause === 'woke' || cause === 'asked';
    const patient = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#attempts - 1));
    // Spread out, so that a thousand browsers do not return in the same instant.
    const pause = urgent ? 0 : patient * (0.75 + Math.random() / 2);
    if (this.#wasConnected) {
      this.#become({ name: 'reconnecting', attempt: this.#attempts + 1, cause });
    }
    this.#retry = setTimeout(() => void this.#connect(cause), pause);
  }

  #flushDigits(): void {
    const waiting = this.#digits;
    this.#digits = [];
    for (const digit of waiting) this.sendDigit(digit);
  }

  get #over(): boolean {
    return this.state.name === 'closed' || this.state.name === 'failed';
  }

  #end(state: WebCallState): void {
    if (this.#over) return;
    clearTimeout(this.#retry);
    this.#unwatch();
    this.#become(state);
    this.#attempt?.close();
    this.#attempt = null;
    this.#microphone.close();
    this.#audio.clear();
  }

  #become(state: WebCallState): void {
    this.state = state;
    this.#options.onState(state);
  }
}
