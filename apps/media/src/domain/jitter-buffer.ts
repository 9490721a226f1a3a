import { seqDistance } from './rtp-continuity.ts';

/**
 * Packets of one voice put in order and held back a little, so that one can be taken every 20 ms
 * although the network brings them unevenly. All times are counted in packets of 20 ms.
 */

/** So many must be there before the first is taken, and again after it ran dry. */
export const HELD_BACK = 3;
/** More than these wait: the sender's clock is ahead of ours, or a burst came; the oldest are let go. */
export const MOST_WAITING = 12;

export type JitterBuffer = {
  waiting: Map<number, Uint8Array>;
  /** The sequence number to be taken next; null while it fills. */
  next: number | null;
};

/** `lost`: it has not come and later ones have; `none`: there is nothing to be heard. */
export type Taken = Uint8Array | 'lost' | 'none';

export function newJitterBuffer(): JitterBuffer {
  return { waiting: new Map(), next: null };
}

/** Adds a packet; one that comes after its turn, or twice, changes nothing. */
export function put(buffer: JitterBuffer, seq: number, packet: Uint8Array): void {
  const { waiting, next } = buffer;
  if (next !== null && seqDistance(next, seq) < 0) return;
  if (!waiting.has(seq)) waiting.set(seq, packet);
  if (waiting.size <= MOST_WAITING) return;
  while (waiting.size > HELD_BACK) waiting.delete(oldest(waiting));
  if (next !== null) buffer.next = oldest(waiting);
}

/** What is to be heard in the next 20 ms. */
export function take(buffer: JitterBuffer): Taken {
  const { waiting } = buffer;
  if (buffer.next === null) {
    if (waiting.size < HELD_BACK) return 'none';
    buffer.next = oldest(waiting);
  }
  if (waiting.size === 0) {
    buffer.next = null;
    return 'none';
  }
  const seq = buffer.next;
  buffer.next = (seq + 1) & 0xffff;
  const packet = waiting.get(seq);
  waiting.delete(seq);
  return packet ?? 'lost';
}

function oldest(waiting: ReadonlyMap<number, Uint8Array>): number {
  let first: number | undefined;
  for (const seq of waiting.keys()) {
    if (first === undefined || seqDistance(first, seq) < 0) first = seq;
  }
  return first as number;
}
