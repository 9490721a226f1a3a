import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { opusFrames, waveFile } from '@1999/sound';
import { createDecoder } from 'libopus-wasm';
import { describe, expect, test } from 'vitest';
import { pitchIn, recordedTone } from '../../test/recorded.ts';
import { convertSound } from './convert-sound.ts';

/** The sound of the Opus form, as a WAVE file of 48 kHz. */
async function played(opus: Uint8Array): Promise<Uint8Array> {
  const decoder = await createDecoder({ sampleRate: 48_000, channels: 1 });
  const frames = decoder.decodeFrames(opusFrames(opus));
  decoder.free();
  return waveFile(Int16Array.from(frames.flatMap((frame) => [...frame])), 48_000);
}

/** A header of `changes` over a tone: 16 bit, one channel, 44.1 kHz. */
function wavWith(changes: (header: DataView) => void, file = recordedTone()): Buffer {
  const changed = Buffer.from(file);
  changes(new DataView(changed.buffer, changed.byteOffset));
  return changed;
}

/** Interleaves two tones into a stereo file. */
function stereo(rate: number): Buffer {
  const [left, right] = [recordedTone({ rate }), recordedTone({ rate })].map((one) =>
    one.subarray(44),
  );
  const woven = new Int16Array(left?.length ?? 0);
  for (let at = 0; at < woven.length / 2; at += 1) {
    woven[at * 2] = left?.readInt16LE(at * 2) ?? 0;
    woven[at * 2 + 1] = right?.readInt16LE(at * 2) ?? 0;
  }
  return wavWith(
    (header) => {
      header.setUint16(22, 2, true);
      header.setUint32(28, rate * 4, true);
      header.setUint16(32, 4, true);
    },
    Buffer.from(waveFile(woven, rate)),
  );
}

describe('a recorded file', () => {
  test.each([
    ['8 kHz', () => recordedTone({ rate: 8_000 })],
    ['11.025 kHz', () => recordedTone({ rate: 11_025 })],
    ['44.1 kHz', () => recordedTone({ rate: 44_100 })],
    ['48 kHz', () => recordedTone({ rate: 48_000 })],
    ['96 kHz', () => recordedTone({ rate: 96_000 })],
    ['44.1 kHz in stereo', () => stereo(44_100)],
    [
      'one whose recorder left the length open',
      () => wavWith((header) => header.setUint32(4, 0xffff_ffff, true)),
    ],
  ])('of %s becomes a telephone’s WAV and a web call’s Opus of the same sound', async (_, make) => {
    const { wave, opus, durationMs } = await convertSound(make());
    expect(durationMs).toBe(1000);
    const header = new DataView(wave.buffer, wave.byteOffset);
    expect([
      header.getUint16(20, true),
      header.getUint16(22, true),
      header.getUint32(24, true),
      header.getUint16(34, true),
    ]).toEqual([1, 1, 8_000, 16]);
    expect(wave.length).toBeGreaterThan(44 + 2 * 7_900);
    expect(wave.length).toBeLessThan(44 + 2 * 8_100);
    expect(pitchIn(wave, 440)).toBeGreaterThan(0.95);
    expect(pitchIn(wave, 700)).toBeLessThan(0.05);
    expect(pitchIn(await played(opus), 440, 48_000)).toBeGreaterThan(0.9);
    expect(opusFrames(opus).length).toBe(51);
  });

  test('of Ogg Opus is read as well, and what it becomes may be sent again', async () => {
    const first = await convertSound(recordedTone({ seconds: 2 }));
    const again = await convertSound(first.opus);
    expect(again.durationMs).toBeGreaterThan(1_990);
    expect(pitchIn(again.wave, 440)).toBeGreaterThan(0.9);
  });

  test('of MP3 is read as well', async () => {
    const mp3 = readFileSync(join(import.meta.dirname, '../../test/fixtures/tone.mp3'));
    const { wave, durationMs } = await convertSound(mp3);
    expect(durationMs).toBeGreaterThan(990);
    expect(durationMs).toBeLessThan(1_200);
    expect(pitchIn(wave, 440)).toBeGreaterThan(0.9);
  });

  test('what a telephone cannot carry is left out, and does not come back as another pitch', async () => {
    const { wave } = await convertSound(recordedTone({ hertz: 6_000 }));
    // 6 kHz would fold to 2 kHz at 8,000 samples a second.
    expect(pitchIn(wave, 2_000)).toBeLessThan(0.1);
  });

  test('loud and soft ones come out equally loud', async () => {
    const loudest = async (level: number) => {
      const { wave } = await convertSound(recordedTone({ level }));
      const samples = new Int16Array(wave.buffer.slice(wave.byteOffset + 44));
      return samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    };
    expect(Math.abs((await loudest(0.9)) - (await loudest(0.05)))).toBeLessThan(500);
  });
});

describe('what cannot become a sound is told apart', () => {
  test.each<[string, () => Buffer, string]>([
    ['nothing', () => Buffer.alloc(0), 'not_a_sound'],
    ['text', () => Buffer.from('hello'), 'not_a_sound'],
    ['an M4A', () => Buffer.from('\0\0\0\u0020ftypM4A ', 'latin1'), 'not_a_sound'],
    ['a RIFF that is no WAVE', () => Buffer.from('RIFF\x04\0\0\0AVI ', 'latin1'), 'not_a_sound'],
    ['a WAV cut short', () => recordedTone().subarray(0, 20_000), 'sound_broken'],
    ['a WAV of its header alone', () => recordedTone().subarray(0, 30), 'sound_broken'],
    [
      'a WAV of an unknown form',
      () => wavWith((header) => header.setUint16(20, 0x99, true)),
      'sound_broken',
    ],
    ['a WAV of no rate', () => wavWith((header) => header.setUint32(24, 0, true)), 'sound_broken'],
    [
      'a WAV of no channels',
      () =>
        wavWith((header) => {
          header.setUint16(22, 0, true);
          header.setUint16(32, 0, true);
        }),
      'sound_broken',
    ],
    [
      'an Ogg that is no Opus',
      () => Buffer.from(`OggS${' '.repeat(24)}\u0001vorbis`),
      'not_a_sound',
    ],
    ['an Ogg Opus cut short', () => Buffer.from(`OggS${' '.repeat(24)}OpusHead`), 'sound_broken'],
    [
      'an MP3 of nothing but its tag',
      () => Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
      'sound_broken',
    ],
    ['more than a minute', () => recordedTone({ seconds: 60.5, rate: 8_000 }), 'sound_too_long'],
    ['a click', () => recordedTone({ seconds: 0.1 }), 'sound_too_short'],
    ['silence', () => recordedTone({ level: 0 }), 'sound_silent'],
    ['hardly more than silence', () => recordedTone({ level: 0.002 }), 'sound_silent'],
  ])('%s', async (_, make, code) => {
    await expect(convertSound(make())).rejects.toMatchObject({ code });
  });
});
