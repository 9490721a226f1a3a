import { describe, expect, test } from 'vitest';
import { gainFor, toMono, toPcm16 } from './level.ts';

const RATE = 8_000;
const tone = (level: number, seconds = 1) =>
  Float32Array.from(
    { length: RATE * seconds },
    (_, at) => level * Math.sin((2 * Math.PI * 440 * at) / RATE),
  );
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
const loudness = (samples: Float32Array) =>
  (20 * Math.log10(samples.reduce((s, x) => s + x * x, 0) / samples.length)) / 2;

describe('the loudness of a sound', () => {
  // A tone's loudness is 3 dB below its peak.
  test.each([
    { what: 'a loud one', level: 0.9, comesTo: -20 },
    { what: 'a usual one', level: 0.2, comesTo: -20 },
    { what: 'a soft one', level: 0.03, comesTo: -20 },
    { what: 'a whisper is turned up by no more than 20 dB', level: 0.008, comesTo: -25 },
  ])('$what', ({ level, comesTo }) => {
    const sound = tone(level);
    const gain = gainFor(sound, RATE) ?? 0;
    expect(loudness(sound.map((one) => one * gain))).toBeCloseTo(comesTo, 0);
  });

  test('pauses do not make the speech between them louder', () => {
    const pause = new Float32Array(RATE * 4);
    const spoken = joined(tone(0.2), pause, tone(0.2));
    expect(gainFor(spoken, RATE)).toBeCloseTo(gainFor(tone(0.2), RATE) ?? 0, 1);
  });

  test('a single click keeps everything else from being turned up into it', () => {
    const clicked = tone(0.02);
    clicked[100] = 0.84;
    const gain = gainFor(clicked, RATE) ?? 0;
    expect(0.84 * gain).toBeLessThanOrEqual(10 ** (-1.5 / 20) + 1e-6);
  });

  test.each([0, 0.001, 0.004])('at %s of full scale there is nothing to be heard', (level) => {
    expect(gainFor(tone(level), RATE)).toBeNull();
  });
});

test('channels become one; what would be over full scale stops there', () => {
  const left = Float32Array.of(0.5, 1, -1);
  const right = Float32Array.of(0.1, 1, -1);
  const mono = toMono([left, right]);
  expect([...mono].map((one) => Math.round(one * 100))).toEqual([30, 100, -100]);
  expect([...toPcm16(mono, 2)]).toEqual([19_660, 32_767, -32_767]);
  expect(toMono([])).toHaveLength(0);
});
