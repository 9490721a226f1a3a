import type { RemoteSection } from './types.ts';

/**
 * The elements that play a call. Each remote track gets one even when the app plays it itself,
 * then muted: without an element Chromium does not decode the track and WebAudio hears nothing.
 */
export class CallAudio {
  readonly #play: boolean;
  readonly #onBlocked: () => void;
  readonly #elements = new Map<RemoteSection, HTMLAudioElement>();
  #deviceId = '';

  constructor(play: boolean, onBlocked: () => void) {
    this.#play = play;
    this.#onBlocked = onBlocked;
  }

  add(track: MediaStreamTrack, section: RemoteSection): void {
    const element = new Audio();
    element.autoplay = true;
    element.muted = !this.#play;
    element.srcObject = new MediaStream([track]);
    this.#silence(section);
    this.#elements.set(section, element);
    if (this.#deviceId && element.setSinkId) {
      // A device that is gone: the sound comes from the standard one instead of from none.
      element.setSinkId(this.#deviceId).catch(() => {});
    }
    element.play().catch((error: unknown) => {
      const blocked = error instanceof DOMException && error.name === 'NotAllowedError';
      if (blocked && this.#elements.get(section) === element) this.#onBlocked();
    });
  }

  /** Rejects with a DOMException when the device is unknown or cannot be chosen. */
  async setDevice(deviceId: string): Promise<void> {
    const elements = [...this.#elements.values()];
    if (!('setSinkId' in HTMLMediaElement.prototype)) {
      throw new DOMException('this browser has one output only', 'NotSupportedError');
    }
    await Promise.all(elements.map((element) => element.setSinkId(deviceId)));
    this.#deviceId = deviceId;
  }

  async resume(): Promise<void> {
    await Promise.all([...this.#elements.values()].map((element) => element.play()));
  }

  clear(): void {
    for (const section of [...this.#elements.keys()]) this.#silence(section);
  }

  #silence(section: RemoteSection): void {
    const element = this.#elements.get(section);
    if (!element) return;
    element.pause();
    element.srcObject = null;
    this.#elements.delete(section);
  }
}
