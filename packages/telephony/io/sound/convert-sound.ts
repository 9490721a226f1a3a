import { FRAME_TICKS, OpusFileWriter, waveFile } from '@1999/sound';
import libsamplerate from '@alexanderolsen/libsamplerate-js';
import { Application, createEncoder, Signal } from 'libopus-wasm';
import { LEAST_SOUND_SECONDS, MOST_SOUND_SECONDS } from '../../contract/sound.ts';
import { gainFor, toMono, toPcm16 } from '../../domain/sound/level.ts';
import { decodeSound } from './decode-sound.ts';
import { SoundRefused } from './sound-refused.ts';

/** One sound in both forms in which callers hear it. */
export interface Converted {
  /** 8 kHz, 16 bit, one channel: the telephone’s. */
  readonly wave: Uint8Array;
  /** Ogg Opus in frames of 20 ms, 48 kHz, one channel: the web call’s. */
  readonly opus: Uint8Array;
  readonly durationMs: number;
}

const PHONE_RATE = 8_000;
const WEB_RATE = 48_000;
const WEB_BITS_PER_SECOND = 24_000;
/** Half of the most: clear speech, in a third of the time. */
const COMPLEXITY = 5;
const SERIAL = 1999;
/** What a recorder may say of itself, in samples a second. */
const RATES = { least: 4_000, most: 192_000 };

/**
 * Makes both forms out of a recorded file, at the usual loudness. Heavy: a minute of sound takes
 * seconds of one core. @throws SoundRefused.
 */
export async function convertSound(file: Uint8Array): Promise<Converted> {
  const { channels, rate } = await decodeSound(file);
  const mono = toMono(channels);
  if (mono.length === 0 || !(rate >= RATES.least && rate <= RATES.most)) {
    throw new SoundRefused('sound_broken');
  }
  const seconds = mono.length / rate;
  if (seconds > MOST_SOUND_SECONDS) throw new SoundRefused('sound_too_long');
  if (seconds < LEAST_SOUND_SECONDS) throw new SoundRefused('sound_too_short');
  if (mono.some((sample) => !Number.isFinite(sample))) throw new SoundRefused('sound_broken');
  const gain = gainFor(mono, rate);
  if (gain === null) throw new SoundRefused('sound_silent');
  return {
    wave: waveFile(toPcm16(await atRate(mono, rate, PHONE_RATE), gain), PHONE_RATE),
    opus: await toOpus(toPcm16(await atRate(mono, rate, WEB_RATE), gain)),
    durationMs: Math.round(seconds * 1000),
  };
}

async function atRate(samples: Float32Array, from: number, to: number): Promise<Float32Array> {
  if (from === to) return samples;
  const { create, ConverterType } = libsamplerate;
  const converterType = ConverterType.SRC_SINC_MEDIUM_QUALITY;
  const converter = await create(1, from, to, { converterType });
  try {
    return converter.full(samples);
  } finally {
    converter.destroy();
  }
}

async function toOpus(samples: Int16Array): Promise<Uint8Array> {
  const encoder = await createEncoder({
    sampleRate: WEB_RATE,
    channels: 1,
    application: Application.Voip,
    signal: Signal.Voice,
    bitrate: WEB_BITS_PER_SECOND,
    complexity: COMPLEXITY,
  });
  try {
    const writer = new OpusFileWriter(SERIAL);
    const pages = [writer.head()];
    // The encoder looks ahead: what it still holds at the end comes out with silence after it.
    const end = samples.length + encoder.getLookahead();
    for (let from = 0; from < end; from += FRAME_TICKS) {
      const frame = new Int16Array(FRAME_TICKS);
      frame.set(samples.subarray(from, from + FRAME_TICKS));
      const page = writer.add(encoder.encode(frame));
      if (page) pages.push(page);
    }
    return Buffer.concat([...pages, writer.end()]);
  } finally {
    encoder.free();
  }
}
