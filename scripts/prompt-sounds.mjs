// The sounds of web calls that nobody speaks: the hold music, composed here, and a test tone.

/** A RIFF/WAVE file of one channel, 16 bit. */
export function wavOf(samples, rate) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  return Buffer.concat([
    header,
    Buffer.from(samples.buffer, samples.byteOffset, samples.length * 2),
  ]);
}

/** Two seconds of 440 Hz: whole periods, so that it loops without a click. */
export function tone(rate) {
  const wave = (_, index) => Math.round(9000 * Math.sin((2 * Math.PI * 440 * index) / rate));
  return Int16Array.from({ length: rate * 2 }, wave);
}

/** Taiwan's ringing tone, as the caller hears it: 440 and 480 Hz, one second in three (ITU-T E.180). */
export function ringBack(rate) {
  const part = (hertz, index) => Math.sin((2 * Math.PI * hertz * index) / rate);
  const wave = (_, index) =>
    index < rate ? Math.round(5000 * (part(440, index) + part(480, index))) : 0;
  return Int16Array.from({ length: rate * 3 }, wave);
}

// Steps of a pentatonic scale on G above a slow bass; null is a rest. 48 beats, 24 seconds.
const SCALE = [196, 220, 246.94, 293.66, 329.63, 392, 440, 493.88, 587.33];
const MELODY = [
  5,
  null,
  7,
  6,
  5,
  null,
  3,
  null,
  4,
  null,
  5,
  3,
  2,
  null,
  null,
  null,
  3,
  null,
  5,
  4,
  3,
  null,
  2,
  null,
  1,
  null,
  2,
  3,
  5,
  null,
  null,
  null,
  7,
  null,
  8,
  7,
  6,
  null,
  5,
  null,
  4,
  null,
  3,
  2,
  0,
  null,
  null,
  null,
];
const BASS = [98, 123.47, 110, 73.42, 98, 82.41, 110, 73.42, 123.47, 98, 73.42, 98];
const BEAT_SECONDS = 0.5;

/** A soft plucked note added into the samples; what rings past the end wraps to the beginning. */
function pluck(samples, rate, startSeconds, hertz, level, decaySeconds) {
  const start = Math.round(startSeconds * rate);
  const length = Math.round(decaySeconds * 4 * rate);
  for (let index = 0; index < length; index += 1) {
    const at = index / rate;
    const swell = Math.min(1, at / 0.03) * Math.exp(-at / decaySeconds);
    const phase = 2 * Math.PI * hertz * at;
    const voice = Math.sin(phase) + 0.25 * Math.sin(2 * phase) + 0.08 * Math.sin(3 * phase);
    samples[(start + index) % samples.length] += level * swell * voice;
  }
}

/** The hold music: quiet, short, and without a seam when looped. */
export function holdMusic(rate) {
  const samples = new Float64Array(MELODY.length * BEAT_SECONDS * rate);
  for (const [beat, step] of MELODY.entries()) {
    if (step !== null) pluck(samples, rate, beat * BEAT_SECONDS, SCALE[step], 3200, 0.55);
  }
  for (const [bar, hertz] of BASS.entries()) {
    pluck(samples, rate, bar * 4 * BEAT_SECONDS, hertz * 2, 2400, 0.9);
  }
  return Int16Array.from(samples, (sample) =>
    Math.max(-32_000, Math.min(32_000, Math.round(sample))),
  );
}
