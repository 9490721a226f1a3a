/**
 * How loud a sound is, and by how much it is to be turned up or down so that uploaded prompts are
 * as loud as each other. Samples are floats of −1 to 1.
 */

/** Where speech is brought to: −20 dB below full scale, as telephone announcements are. */
const TARGET_RMS = 10 ** (-20 / 20);
/** No peak is brought above −1.5 dB. */
const MOST_PEAK = 10 ** (-1.5 / 20);
/** A whisper is turned up by 20 dB at the most: more would be the room’s noise. */
const MOST_GAIN = 10;
/** Below this, −50 dB, in its loudest moment a sound is silent. */
const SILENT_RMS = 10 ** (-50 / 20);
/** Pauses, 30 dB below the loudest moment, do not count as speech. */
const PAUSE_SHARE = 10 ** (-30 / 20);
const MOMENT_SECONDS = 0.05;

/** The mean of all channels. */
export function toMono(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (!first) return new Float32Array();
  const mono = Float32Array.from(first);
  for (const other of others) {
    for (let at = 0; at < mono.length; at += 1) mono[at] = (mono[at] ?? 0) + (other[at] ?? 0);
  }
  if (others.length > 0) {
    for (let at = 0; at < mono.length; at += 1) mono[at] = (mono[at] ?? 0) / channels.length;
  }
  return mono;
}

/** The factor that brings its speech to the usual loudness; null for a silent sound. */
export function gainFor(samples: Float32Array, rate: number): number | null {
  const moments = loudnessOfMoments(samples, Math.max(1, Math.round(rate * MOMENT_SECONDS)));
  const loudest = moments.reduce((most, rms) => Math.max(most, rms), 0);
  if (loudest < SILENT_RMS) return null;
  const speech = moments.filter((rms) => rms >= loudest * PAUSE_SHARE);
  const power = speech.reduce((sum, rms) => sum + rms * rms, 0) / speech.length;
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Math.min(TARGET_RMS / Math.sqrt(power), MOST_PEAK / peak, MOST_GAIN);
}

/** Louder by `gain`, as 16-bit samples. */
export function toPcm16(samples: Float32Array, gain: number): Int16Array {
  return Int16Array.from(samples, (sample) =>
    Math.round(Math.max(-1, Math.min(1, sample * gain)) * 32_767),
  );
}

function loudnessOfMoments(samples: Float32Array, length: number): number[] {
  const moments: number[] = [];
  for (let from = 0; from < samples.length; from += length) {
    const moment = samples.subarray(from, from + length);
    moments.push(Math.sqrt(moment.reduce((sum, one) => sum + one * one, 0) / moment.length));
  }
  return moments;
}
