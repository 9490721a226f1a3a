import { waveFile } from '@1999/sound';

const RATE = 8_000;
const BEAT_SECONDS = 0.6;
/** Steps of a pentatonic scale on G; 24 beats make a verse. */
const scale = [392, 440, 493.88, 587.33, 659.25];
const verse = [0, 2, 4, 3, 2, 0, 1, 3, 4, 2, 1, 0, 2, 3, 1, 4, 3, 2, 0, 1, 2, 1, 0, 0];

/** The telephone's hold music, composed here: one verse as a WAVE file, 8 kHz, 16 bit, one channel. */
export function holdMusicWave(): Uint8Array {
  const perBeat = RATE * BEAT_SECONDS;
  const samples = new Int16Array(verse.length * perBeat);
  verse.forEach((step, beat) => {
    const pitch = scale[step] ?? 392;
    for (let at = 0; at < perBeat; at++) {
      const seconds = at / RATE;
      // Softly struck, dying away before the next beat, with its octave below.
      const loudness = Math.min(1, seconds * 50) * Math.exp(-3.5 * seconds);
      const wave =
        Math.sin(2 * Math.PI * pitch * seconds) + 0.5 * Math.sin(Math.PI * pitch * seconds);
      samples[beat * perBeat + at] = Math.round(6_000 * loudness * wave);
    }
  });
  return waveFile(samples, RATE);
}
