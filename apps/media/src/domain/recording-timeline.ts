import { FRAME_TICKS } from '@1999/sound';
import { TICKS_PER_MS } from './rtp-continuity.ts';

/**
 * Where in a recording each packet belongs. Inside one stream its own timestamps decide, so
 * that jitter of the network does not bend the voice; where a stream begins (first packet, new
 * connection, jump of the clock) the time since the recording began decides.
 */

/** How far a stream's own clock may be from ours before it is anchored anew: 1 s. */
const MOST_DRIFT_TICKS = 48_000;

export type Timeline = {
  /** Ticks in the file so far. */
  written: number;
  /** A moment known on both clocks, of the stream that speaks; null when none does. */
  anchor: { stream: number; timestamp: number; ticks: number } | null;
};

export function newTimeline(): Timeline {
  return { written: 0, anchor: null };
}

const wholeFrames = (ticks: number) => Math.floor(ticks / FRAME_TICKS) * FRAME_TICKS;
const signed32 = (value: number) => value | 0;

/**
 * Silent frames to write before this packet, or null when the packet comes too late to be
 * written at all. `stream` is the SSRC; `elapsedMs` counts from the recording's beginning.
 */
export function placePacket(
  timeline: Timeline,
  packet: { stream: number; timestamp: number; ticks: number },
  elapsedMs: number,
): { silentFrames: number } | null {
  const clock = wholeFrames(elapsedMs * TICKS_PER_MS);
  const anchor = timeline.anchor;
  let target = anchor?.stream === packet.stream ? targetOf(anchor, packet.timestamp) : null;
  // Against the clock, not against the file: small steps ahead of the file could add up for ever.
  if (target === null || Math.abs(target - clock) > MOST_DRIFT_TICKS) {
    const now = Math.max(timeline.written, clock);
    timeline.anchor = { stream: packet.stream, timestamp: packet.timestamp, ticks: now };
    target = now;
  }
  if (target < timeline.written) return null;
  const silentFrames = Math.floor((target - timeline.written) / FRAME_TICKS);
  timeline.written += silentFrames * FRAME_TICKS + packet.ticks;
  return { silentFrames };
}

/** Silent frames that bring the file up to `elapsedMs`, less `behindMs` left for late packets. */
export function fillUp(timeline: Timeline, elapsedMs: number, behindMs: number): number {
  const missing = (elapsedMs - behindMs) * TICKS_PER_MS - timeline.written;
  const silentFrames = Math.max(0, Math.floor(missing / FRAME_TICKS));
  timeline.written += silentFrames * FRAME_TICKS;
  return silentFrames;
}

function targetOf(anchor: { timestamp: number; ticks: number }, timestamp: number): number {
  return anchor.ticks + signed32(timestamp - anchor.timestamp);
}
