import { FRAME_TICKS } from '@1999/sound';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  newStream,
  nextMark,
  type RtpMark,
  seqDistance,
  skipOne,
  switchTicks,
} from './rtp-continuity.ts';

const mark = (seq: number, timestamp: number, marker = false): RtpMark => ({
  seq,
  timestamp,
  marker,
});

describe('one stream out of many sources', () => {
  test('the first packet takes the stream’s own first numbers and the marker', () => {
    const stream = newStream(500, 70_000);
    expect(nextMark(stream, 'a', mark(9, 123), 0)).toEqual(mark(500, 70_000, true));
  });

  test('within one source distances are kept: a lost packet stays a hole', () => {
    const stream = newStream(500, 70_000);
    nextMark(stream, 'a', mark(9, 1000), 0);
    expect(nextMark(stream, 'a', mark(10, 1960), 20)).toEqual(mark(501, 70_960));
    expect(nextMark(stream, 'a', mark(12, 3880), 60)).toEqual(mark(503, 72_880));
  });

  test('a new source goes on at last + 1, at the time passed in whole frames, marked', () => {
    const stream = newStream(500, 70_000);
    nextMark(stream, 'a', mark(9, 1000), 0);
    expect(nextMark(stream, 'b', mark(40_000, 5), 107)).toEqual(
      mark(501, 70_000 + 5 * FRAME_TICKS, true),
    );
    expect(nextMark(stream, 'b', mark(40_001, 965), 127)).toEqual(mark(502, 75_760));
  });

  test.each([
    { sentAt: null, now: 5_000, frames: 1, why: 'nothing was sent before' },
    { sentAt: 1000, now: 1000, frames: 1, why: 'no time passed, but time must move' },
    { sentAt: 1000, now: 1029, frames: 1, why: 'rounded down' },
    { sentAt: 1000, now: 1031, frames: 2, why: 'rounded up' },
    { sentAt: 1000, now: 11_000, frames: 500, why: 'ten seconds of hold' },
  ])('a switch moves the timestamp by $frames frames when $why', ({ sentAt, now, frames }) => {
    expect(switchTicks(sentAt, now)).toBe(frames * FRAME_TICKS);
  });

  test('numbers run over their ends without a break', () => {
    const stream = newStream(0xffff, 0xffff_ffff);
    expect(nextMark(stream, 'a', mark(1, 0), 0)).toEqual(mark(0xffff, 0xffff_ffff, true));
    expect(nextMark(stream, 'a', mark(2, 960), 20)).toEqual(mark(0, 959));
  });

  test('a late packet of the present source passes, a repeated one and one of before the switch do not', () => {
    const stream = newStream(500, 0);
    nextMark(stream, 'a', mark(8, 0), 0);
    nextMark(stream, 'b', mark(100, 0), 20);
    nextMark(stream, 'b', mark(102, 1920), 60);
    expect(nextMark(stream, 'b', mark(101, 960), 61)?.seq).toBe(502);
    expect(nextMark(stream, 'b', mark(102, 1920), 62)).toBeNull();
    expect(nextMark(stream, 'b', mark(99, 0), 63)).toBeNull();
  });

  test('a keypress taken out leaves no hole', () => {
    const stream = newStream(500, 0);
    nextMark(stream, 'a', mark(8, 0), 0);
    skipOne(stream, 'a');
    skipOne(stream, 'somebody else');
    expect(nextMark(stream, 'a', mark(10, 1920), 40)?.seq).toBe(501);
  });

  test('whatever the sources, numbers only rise and every switch is marked', () => {
    const step = fc.record({
      source: fc.constantFrom('a', 'b', 'c'),
      seq: fc.nat(0xffff),
      timestamp: fc.nat(0xffff_ffff),
      waited: fc.nat(200),
    });
    fc.assert(
      fc.property(fc.nat(0xffff), fc.array(step, { maxLength: 60 }), (start, steps) => {
        const stream = newStream(start, 0);
        let clock = 0;
        let last: number | null = null;
        let speaking = '';
        for (const { source, seq, timestamp, waited } of steps) {
          clock += waited;
          const before = stream.lastSeq;
          const out = nextMark(stream, source, mark(seq, timestamp), clock);
          if (source !== speaking) {
            expect(out?.marker).toBe(true);
            if (last !== null) expect(out?.seq).toBe((before + 1) & 0xffff);
          }
          if (out && seqDistance(before, out.seq) <= 0) {
            expect(seqDistance(stream.firstSeq, out.seq)).toBeGreaterThan(0);
          }
          speaking = source;
          last = stream.lastSeq;
        }
      }),
    );
  });
});
