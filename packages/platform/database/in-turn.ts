import type { Tx } from './client.ts';

const turns = new WeakMap<Tx, Map<string, Promise<unknown>>>();

/**
 * Those who share a transaction do what bears this name one after another: a row's lock is the
 * transaction's, and keeps none of them from the others. @throws what `work` throws.
 */
export function inTurn<R>(tx: Tx, name: string, work: () => Promise<R>): Promise<R> {
  const waiting = turns.get(tx) ?? new Map<string, Promise<unknown>>();
  turns.set(tx, waiting);
  const mine = (waiting.get(name) ?? Promise.resolve()).then(work, work);
  waiting.set(name, mine);
  return mine;
}
