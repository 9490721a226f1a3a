/** Keypresses inside the sound stream (RFC 4733 §2.3): three packets or more for each key. */

const KEYS = '0123456789*#';

export type KeyMemory = { stream: number; timestamp: number } | null;

/**
 * The key a packet reports, once: packets of one press share their timestamp. Null for a
 * repetition, a broken packet, or a signal that is no key.
 */
export function keyOf(
  memory: KeyMemory,
  packet: { stream: number; timestamp: number; payload: Uint8Array },
): { digit: string | null; memory: KeyMemory } {
  const seen = memory?.stream === packet.stream && memory.timestamp === packet.timestamp;
  if (seen || packet.payload.length < 4) return { digit: null, memory };
  const digit = KEYS[packet.payload[0] as number] ?? null;
  return { digit, memory: { stream: packet.stream, timestamp: packet.timestamp } };
}
