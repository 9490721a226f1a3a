import type { OpusDecoderHandle } from 'libopus-wasm';
import { newJitterBuffer, put, take } from './domain/jitter-buffer.ts';

/** 20 ms at 8 kHz. */
const FRAME_SAMPLES = 160;

/** One of the two sources a trunk's line hears: Opus packets in, 20 ms of samples at a time out. */
export class Ear {
  readonly #buffer = newJitterBuffer();
  readonly #decoder: OpusDecoderHandle;
  /** Decoded and not yet heard: a packet may hold more than 20 ms. */
  #rest = new Int16Array(0);

  constructor(decoder: OpusDecoderHandle) {
    this.#decoder = decoder;
  }

  put(seq: number, packet: Uint8Array): void {
    put(this.#buffer, seq, packet);
  }

  /** The next 20 ms; null for silence. */
  listen(): Int16Array | null {
    if (this.#rest.length < FRAME_SAMPLES) {
      const packet = take(this.#buffer);
      if (packet === 'none') return null;
      const sound = this.#decode(packet === 'lost' ? null : packet);
      this.#rest = this.#rest.length === 0 ? sound : Int16Array.from([...this.#rest, ...sound]);
    }
    const next = this.#rest.slice(0, FRAME_SAMPLES);
    this.#rest = this.#rest.slice(FRAME_SAMPLES);
    return next.length === FRAME_SAMPLES ? next : null;
  }

  /** What the decoder makes of a lost packet (null) or of one that is no Opus is a guess. */
  #decode(packet: Uint8Array | null): Int16Array<ArrayBuffer> {
    try {
      const lost = packet === null;
      const sound = lost
        ? this.#decoder.decodePacketLoss(FRAME_SAMPLES)
        : this.#decoder.decode(packet);
      return new Int16Array(sound);
    } catch {
      return new Int16Array(FRAME_SAMPLES);
    }
  }
}
