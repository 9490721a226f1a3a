import { z } from 'zod';

/** What can be done to an order without a network. */
export type OfflineAction = 'acknowledge' | 'arrive' | 'report' | 'close' | 'return';

/** What the agency may close an order on. */
export const ClosingGround = z.enum(['report', 'photo', 'handOff']);
export type ClosingGround = z.infer<typeof ClosingGround>;

/** A photo that goes with a report; its bytes are kept apart, under its key. */
export interface EntryPhoto {
  /** Also the key that makes its upload happen once. */
  readonly key: string;
  readonly name: string;
  /** Set as soon as the server has it. */
  readonly attachmentId?: string;
}

/** One action on its way to the server. */
export interface Entry {
  /** Also its idempotency key: the same entry sent twice acts once. */
  readonly id: string;
  /** The order in which things were done on this device. */
  readonly seq: number;
  readonly userId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly caseId: string;
  readonly action: OfflineAction;
  /** When it was done, by the device; the server's receipt decides all the same. */
  readonly deviceAt: string;
  /** The words of a report, or the reason of a return. */
  readonly text?: string;
  /** Of a close. */
  readonly ground?: ClosingGround;
  readonly photos: readonly EntryPhoto[];
  /**
   * `waiting` to be sent · `refused` by the server, kept until the person decides · `noted`: it
   * arrived, and there is something to know about it.
   */
  readonly state: 'waiting' | 'refused' | 'noted';
  /** How often it was tried in vain since it last had an answer. */
  readonly tries: number;
  /** The server's code, for `refused` and `noted`. */
  readonly code?: string;
}

/** What came of one try to send an entry. */
export type Outcome =
  /** The server has it. */
  | { readonly kind: 'received' }
  /** It has it, though another way had been there first: the acknowledgement by telephone. */
  | { readonly kind: 'noted'; readonly code: string }
  /** Nobody can tell whether it arrived, or the server could not take it now. */
  | { readonly kind: 'passing' }
  /** The order has moved on, or it is no longer ours. */
  | { readonly kind: 'refused'; readonly code: string };

/**
 * The entry to send next: the oldest that waits and has nothing refused of its own order before it;
 * a report is of no use while the person has yet to decide about its acknowledgement.
 */
export function nextToSend(entries: readonly Entry[], userId: string): Entry | undefined {
  const blocked = new Set<string>();
  for (const entry of inOrder(entries)) {
    if (entry.userId !== userId) continue;
    if (entry.state === 'refused') blocked.add(entry.orderId);
    if (entry.state === 'waiting' && !blocked.has(entry.orderId)) return entry;
  }
  return undefined;
}

/** The entries after one try of `id`. Only what the server has received goes away. */
export function afterTry(entries: readonly Entry[], id: string, outcome: Outcome): Entry[] {
  if (outcome.kind === 'received') {
    return entries.filter((entry) => entry.id !== id || entry.state !== 'waiting');
  }
  return entries.map((entry) => {
    if (entry.id !== id || entry.state !== 'waiting') return entry;
    if (outcome.kind === 'passing') return { ...entry, tries: entry.tries + 1 };
    const state = outcome.kind;
    return { ...entry, state, tries: 0, code: outcome.code };
  });
}

/** The person lets an entry go, or has read what there was to know. */
export function without(entries: readonly Entry[], id: string): Entry[] {
  return entries.filter((entry) => entry.id !== id);
}

/** The person wants a refused entry sent again: the same one, under the same key. */
export function again(entries: readonly Entry[], id: string): Entry[] {
  return entries.map((entry) => {
    if (entry.id !== id || entry.state !== 'refused') return entry;
    const { code: _, ...rest } = entry;
    return { ...rest, state: 'waiting' as const, tries: 0 };
  });
}

/** Whether the same thing waits for the same order already: a second press adds nothing. */
export function waits(
  entries: readonly Entry[],
  orderId: string,
  action: OfflineAction,
): Entry | undefined {
  return entries.find(
    (entry) => entry.orderId === orderId && entry.action === action && entry.state === 'waiting',
  );
}

/** Milliseconds until the next try after `tries` in vain; `random` from 0 to 1 spreads devices. */
export function backOff(tries: number, random: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(tries, 10)) * (0.5 + random / 2);
}

/** What a try that ended with this HTTP status (0: no answer) and code means. */
export function outcomeOfFailure(status: number, code: string): Outcome {
  const passing = status === 0 || status === 401 || status === 408 || status === 429;
  return passing || status >= 500 ? { kind: 'passing' } : { kind: 'refused', code };
}

/** An order as far as the question goes what may be done to it next. */
export interface Movable<A extends string> {
  readonly id: string;
  readonly actions: readonly A[];
  /** Its report must be confirmed before it is closed. */
  readonly needsVerification: boolean;
}

/** What may be done next on this device, with what waits here counted as done. */
export function actionsAfter<A extends string>(
  order: Movable<A>,
  entries: readonly Entry[],
): (A | OfflineAction)[] {
  let left: (A | OfflineAction)[] = [...order.actions];
  const own = inOrder(entries).filter((entry) => entry.orderId === order.id);
  for (const { action, state } of own) {
    if (state !== 'waiting' || !left.includes(action)) continue;
    if (action === 'acknowledge') left = ['arrive', 'report', 'return'];
    else if (action === 'arrive') left = ['report', 'return'];
    else if (action === 'report' && !order.needsVerification) left = ['close'];
    else left = [];
  }
  return left;
}

function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => a.seq - b.seq);
}
