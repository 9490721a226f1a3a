import { FRAME_TICKS } from '@1999/sound';

/**
 * One outgoing stream, many sources: the listener's browser must see one unbroken RTP stream
 * (RFC 3550 §5.1) while the peer switches it between voices and prompts. SSRC stays the
 * sender's; sequence numbers and timestamps are rewritten by these rules.
 */

/** Opus counts time at 48 kHz whatever it codes (RFC 7587 §4.1). */
export const TICKS_PER_MS = 48;
/** How far back, in packets, a late packet may come and still be passed on. */
const LATEST_REORDERING = 64;

export type RtpMark = { seq: number; timestamp: number; marker: boolean };

export type OutgoingStream = {
  /** Who spoke last; null before the first packet and after a new connection. */
  source: string | null;
  lastSeq: number;
  lastTimestamp: number;
  lastSentAtMs: number | null;
  /** Added to the source's numbers while it speaks. */
  seqOffset: number;
  timestampOffset: number;
  /** Sequence number at which the present source took over: nothing older may follow. */
  firstSeq: number;
};

const uint16 = (value: number) => value & 0xffff;
const uint32 = (value: number) => value >>> 0;
/** Signed distance from `from` to `to` on the 16-bit ring. */
export const seqDistance = (from: number, to: number) => ((to - from + 0x18000) & 0xffff) - 0x8000;

/** A stream that has sent nothing; the two start values are random, as RFC 3550 wishes. */
export function newStream(firstSeq: number, firstTimestamp: number): OutgoingStream {
  return {
    source: null,
    lastSeq: uint16(firstSeq - 1),
    lastTimestamp: uint32(firstTimestamp - FRAME_TICKS),
    lastSentAtMs: null,
    seqOffset: 0,
    timestampOffset: 0,
    firstSeq: uint16(firstSeq),
  };
}

/** How far the timestamp moves over a switch: time passed, in whole frames, at least one. */
export function switchTicks(lastSentAtMs: number | null, nowMs: number): number {
  if (lastSentAtMs === null) return FRAME_TICKS;
  const frames = Math.round(((nowMs - lastSentAtMs) * TICKS_PER_MS) / FRAME_TICKS);
  return Math.max(1, frames) * FRAME_TICKS;
}

/**
 * The numbers under which a source's packet leaves, or null for one too late to pass on.
 * `nowMs` is monotonic. Changes `stream`, which belongs to the caller: fifty times a second
 * and listener there is nothing to gain from copies.
 */
export function nextMark(
  stream: OutgoingStream,
  source: string,
  incoming: RtpMark,
  nowMs: number,
): RtpMark | null {
  const switched = stream.source !== source;
  if (switched) {
    const seq = uint16(stream.lastSeq + 1);
    const timestamp = uint32(stream.lastTimestamp + switchTicks(stream.lastSentAtMs, nowMs));
    stream.source = source;
    stream.seqOffset = uint16(seq - incoming.seq);
    stream.timestampOffset = uint32(timestamp - incoming.timestamp);
    stream.firstSeq = seq;
    // A switch is the first packet of a talkspurt: the receiver may re-time its buffer here.
    return sent(stream, { seq, timestamp, marker: true }, nowMs);
  }
  const seq = uint16(incoming.seq + stream.seqOffset);
  const timestamp = uint32(incoming.timestamp + stream.timestampOffset);
  const ahead = seqDistance(stream.lastSeq, seq);
  if (ahead <= 0) {
    const belongs =
      seqDistance(stream.firstSeq, seq) > 0 && ahead > -LATEST_REORDERING && ahead < 0;
    return belongs ? { seq, timestamp, marker: incoming.marker } : null;
  }
  return sent(stream, { seq, timestamp, marker: incoming.marker }, nowMs);
}

/** Closes the hole that a packet taken out of the source (a keypress) would leave. */
export function skipOne(stream: OutgoingStream, source: string): void {
  if (stream.source === source) stream.seqOffset = uint16(stream.seqOffset - 1);
}

function sent(stream: OutgoingStream, mark: RtpMark, nowMs: number): RtpMark {
  stream.lastSeq = mark.seq;
  stream.lastTimestamp = mark.timestamp;
  stream.lastSentAtMs = nowMs;
  return mark;
}
