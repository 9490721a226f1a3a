import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillUp, newTimeline, placePacket } from './recording-timeline.ts';

const MS = 48;
const voice = (stream: number, ms: number) => ({ stream, timestamp: ms * MS, ticks: 960 });

describe('the place of a packet in a recording', () => {
  const rows = [
    {
      what: 'the first packet stands where the clock says',
      packets: [{ stream: 1, at: 5000, elapsed: 100, silent: 5 }],
    },
    {
      what: 'a steady voice follows without gaps, whatever the jitter',
      packets: [
        { stream: 1, at: 0, elapsed: 0, silent: 0 },
        { stream: 1, at: 20, elapsed: 90, silent: 0 },
        { stream: 1, at: 40, elapsed: 91, silent: 0 },
        { stream: 1, at: 60, elapsed: 92, silent: 0 },
      ],
    },
    {
      what: 'a lost packet becomes silence of its length',
      packets: [
        { stream: 1, at: 0, elapsed: 0, silent: 0 },
        { stream: 1, at: 60, elapsed: 60, silent: 2 },
      ],
    },
    {
      what: 'a repeated or late packet is left out',
      packets: [
        { stream: 1, at: 0, elapsed: 0, silent: 0 },
        { stream: 1, at: 40, elapsed: 40, silent: 1 },
        { stream: 1, at: 20, elapsed: 45, silent: null },
        { stream: 1, at: 40, elapsed: 46, silent: null },
      ],
    },
    {
      what: 'after a reload a new stream goes on where the clock is',
      packets: [
        { stream: 1, at: 0, elapsed: 0, silent: 0 },
        { stream: 2, at: 99_999, elapsed: 420, silent: 20 },
        { stream: 2, at: 100_019, elapsed: 440, silent: 0 },
      ],
    },
    {
      what: 'a jump of the stream’s own clock does not lengthen the file',
      packets: [
        { stream: 1, at: 0, elapsed: 0, silent: 0 },
        { stream: 1, at: 3_600_000, elapsed: 20, silent: 0 },
        { stream: 1, at: 3_600_020, elapsed: 40, silent: 0 },
      ],
    },
  ];
  test.each(rows)('$what', ({ packets }) => {
    const timeline = newTimeline();
    for (const { stream, at, elapsed, silent } of packets) {
      const place = placePacket(timeline, voice(stream, at), elapsed);
      expect(place?.silentFrames ?? null).toBe(silent);
    }
  });

  test('timestamps run over their end without a break', () => {
    const timeline = newTimeline();
    placePacket(timeline, { stream: 1, timestamp: 0xffff_ffff - 959, ticks: 960 }, 0);
    expect(placePacket(timeline, { stream: 1, timestamp: 0, ticks: 960 }, 20)).toEqual({
      silentFrames: 0,
    });
  });

  test('silence is filled up to now, less what late packets may still need', () => {
    const timeline = newTimeline();
    expect(fillUp(timeline, 1000, 400)).toBe(30);
    expect(fillUp(timeline, 1000, 400)).toBe(0);
    expect(fillUp(timeline, 1000, 0)).toBe(20);
  });

  test('whatever comes in, the file never runs more than a second and a packet ahead of the clock', () => {
    const packet = fc.record({
      stream: fc.nat(2),
      at: fc.nat(10_000),
      waited: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 100 }), (packets) => {
        const timeline = newTimeline();
        let elapsed = 0;
        let frames = 0;
        for (const { stream, at, waited } of packets) {
          elapsed += waited;
          const place = placePacket(timeline, voice(stream, at), elapsed);
          if (place) frames += place.silentFrames + 1;
        }
        expect(frames * 20).toBeLessThanOrEqual(elapsed + 1000 + 20 * (packets.length + 1));
        expect(timeline.written % 1).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
