import { BadOgg, opusStream, packetTicks } from '@1999/sound';
import decodeWav from '@audio/decode-wav';
import { createDecoder } from 'libopus-wasm';
import { MPEGDecoder } from 'mpg123-decoder';
import { MOST_SOUND_SECONDS } from '../../contract/sound.ts';
import { SoundRefused } from './sound-refused.ts';

/** A sound as numbers of −1 to 1, a row a channel. */
export interface Decoded {
  readonly channels: readonly Float32Array[];
  /** Samples a second. */
  readonly rate: number;
}

const OPUS_RATE = 48_000;
/** So much of an MP3 is read at a time; one that never ends is left off early. */
const MP3_CHUNK_BYTES = 65_536;

/**
 * Reads WAV (PCM, float, A-law, µ-law), MP3 and Ogg Opus, told by their first bytes.
 * @throws SoundRefused for anything else, what is broken, and what is too long to be read on.
 */
export async function decodeSound(file: Uint8Array): Promise<Decoded> {
  const kind = kindOf(file);
  if (!kind) throw new SoundRefused('not_a_sound');
  try {
    return await decoders[kind](file);
  } catch (error) {
    if (error instanceof SoundRefused) throw error;
    throw new SoundRefused('sound_broken', { cause: error });
  }
}

const decoders = { wav: readWav, mp3: readMp3, ogg: readOggOpus };

function kindOf(file: Uint8Array): keyof typeof decoders | null {
  const word = (from: number, to: number) =>
    Buffer.from(file.subarray(from, to)).toString('latin1');
  if (word(0, 4) === 'RIFF' && word(8, 12) === 'WAVE') return 'wav';
  // The first page of an Ogg file holds its one packet's head; Vorbis and the rest are refused.
  if (word(0, 4) === 'OggS') return word(28, 36) === 'OpusHead' ? 'ogg' : null;
  // An MP3 begins with its tags or with a frame of layer III.
  const frame = file[0] === 0xff && ((file[1] ?? 0) & 0xe6) === 0xe2;
  return word(0, 3) === 'ID3' || frame ? 'mp3' : null;
}

function readWav(file: Uint8Array): Decoded {
  // Many recorders leave the length open (0 or all ones); one that names more than there is was
  // cut short on its way.
  const told = new DataView(file.buffer, file.byteOffset).getUint32(4, true);
  if (told !== 0 && told !== 0xffff_ffff && told + 8 > file.length + 1) {
    throw new SoundRefused('sound_broken');
  }
  const { channelData, sampleRate } = decodeWav(file);
  return { channels: channelData, rate: sampleRate };
}

async function readMp3(file: Uint8Array): Promise<Decoded> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const parts: Float32Array[][] = [];
  let rate = 0;
  let samples = 0;
  try {
    for (let from = 0; from < file.length; from += MP3_CHUNK_BYTES) {
      const part = decoder.decode(file.subarray(from, from + MP3_CHUNK_BYTES));
      if (part.samplesDecoded === 0) continue;
      if (rate !== 0 && part.sampleRate !== rate) throw new SoundRefused('sound_broken');
      rate = part.sampleRate;
      samples += part.samplesDecoded;
      parts.push(part.channelData);
      if (samples > (MOST_SOUND_SECONDS + 1) * rate) throw new SoundRefused('sound_too_long');
    }
  } finally {
    decoder.free();
  }
  if (samples === 0) throw new SoundRefused('sound_broken');
  const width = Math.min(...parts.map((part) => part.length));
  const channels = Array.from({ length: width }, (_, channel) =>
    joined(parts.map((part) => part[channel] as Float32Array)),
  );
  return { channels, rate };
}

async function readOggOpus(file: Uint8Array): Promise<Decoded> {
  const { channels: width, preSkip, packets } = opusStream(file);
  const ticks = packets.reduce((sum, packet) => sum + packetTicks(packet), 0);
  if (ticks > (MOST_SOUND_SECONDS + 1) * OPUS_RATE) throw new SoundRefused('sound_too_long');
  if (width !== 1 && width !== 2) throw new BadOgg('neither mono nor stereo');
  const decoder = await createDecoder({ sampleRate: OPUS_RATE, channels: width });
  try {
    const woven = joined(decoder.decodeFloatFrames(packets));
    const channels = Array.from({ length: width }, (_, channel) =>
      Float32Array.from(
        { length: woven.length / width - preSkip },
        (_, at) => woven[(at + preSkip) * width + channel] ?? 0,
      ),
    );
    return { channels, rate: OPUS_RATE };
  } finally {
    decoder.free();
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
