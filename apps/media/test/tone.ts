import { fromMuLaw, toMuLaw } from '../src/domain/g711.ts';

const RATE = 8_000;
const FRAME = 160;
/** How much is listened to at once: 200 ms, so that tones 25 Hz apart are told from each other. */
const HEARD_FRAMES = 10;
const LOUDNESS = 8_000;
/** Of a full tone's power, what still counts as heard. */
const SHARE = 0.25;

/** Frames of 20 ms of µ-law in which a tone goes on without a break. */
export function* toneFrames(hertz: number): Generator<Uint8Array> {
  for (let at = 0; ; at += FRAME) {
    const wave = (_: unknown, index: number) =>
      Math.round(LOUDNESS * Math.sin((2 * Math.PI * hertz * (at + index)) / RATE));
    yield toMuLaw(Int16Array.from({ length: FRAME }, wave));
  }
}

/** Tells which tones are in the last 200 ms of a line. */
export class ToneEar {
  #frames: Int16Array[] = [];
  #heard = 0;

  take(frame: Uint8Array): void {
    this.#frames.push(fromMuLaw(frame));
    if (this.#frames.length > HEARD_FRAMES) this.#frames.shift();
    this.#heard += 1;
  }

  /** Frames so far. */
  get heard(): number {
    return this.#heard;
  }

  /** Goertzel's filter at one frequency, against a tone of the loudness that `toneFrames` has. */
  hears(hertz: number): boolean {
    if (this.#frames.length < HEARD_FRAMES) return false;
    const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
    let [one, two] = [0, 0];
    for (const frame of this.#frames) {
      for (const sample of frame) [one, two] = [sample + turn * one - two, one];
    }
    const samples = FRAME * HEARD_FRAMES;
    const power = one * one + two * two - turn * one * two;
    return power > SHARE * ((LOUDNESS * samples) / 2) ** 2;
  }

  /** Nothing louder than a whisper. */
  get silent(): boolean {
    const loudest = (frame: Int16Array) => Math.max(...frame.map(Math.abs));
    return this.#frames.length === HEARD_FRAMES && this.#frames.every((one) => loudest(one) < 400);
  }
}
