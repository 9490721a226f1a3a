import type { Medium } from '../contract.ts';

/** The conversations an agent holds. */
export interface Load {
  readonly voice: number;
  readonly text: number;
}

/** How many an agent may hold at once. By voice it is always one. */
export interface Capacity {
  /** Conversations by text while nobody is on the line. */
  readonly textAtOnce: number;
  /** Conversations by text beside one by voice. */
  readonly textBesideVoice: number;
}

/** By which medium a channel speaks: whatever is not written is heard. */
export function mediumOf(channel: string): Medium {
  return channel === 'chat' || channel === 'relay' ? 'text' : 'voice';
}

/**
 * May one more by this medium be added? A call may always come to an agent who writes: the chats
 * that are already held go on beside it, but no new one is added above the lesser number.
 */
export function hasRoom(load: Load, medium: Medium, capacity: Capacity): boolean {
  if (medium === 'voice') return load.voice === 0;
  return load.text < (load.voice > 0 ? capacity.textBesideVoice : capacity.textAtOnce);
}

/** The lowest place not taken, counted from 1. */
export function freeSlot(taken: readonly number[]): number {
  let slot = 1;
  while (taken.includes(slot)) slot += 1;
  return slot;
}
