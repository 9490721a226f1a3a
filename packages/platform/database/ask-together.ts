import type { Reader } from './client.ts';

interface Asked {
  readonly key: unknown;
  readonly answer: (value: never) => void;
  readonly refuse: (error: unknown) => void;
}

const waiting = new WeakMap<Reader, Map<unknown, Asked[]>>();

/**
 * Asks the database once for what several who share it, or a transaction, ask for in one turn of
 * the event loop. `ask` is given all keys and answers in their order; it must be the same function
 * each time. @throws what `ask` throws, to each of them.
 */
export function askTogether<K, V>(
  reader: Reader,
  key: K,
  ask: (reader: Reader, keys: readonly K[]) => Promise<readonly V[]>,
): Promise<V> {
  return new Promise((answer, refuse) => {
    const byAsk = waiting.get(reader) ?? new Map<unknown, Asked[]>();
    waiting.set(reader, byAsk);
    const others = byAsk.get(ask);
    const asked = { key, answer, refuse } as Asked;
    if (others) {
      others.push(asked);
      return;
    }
    byAsk.set(ask, [asked]);
    setImmediate(() => {
      const all = byAsk.get(ask) ?? [];
      byAsk.delete(ask);
      answerAll(reader, all, ask as never).catch((error: unknown) => {
        for (const one of all) one.refuse(error);
      });
    });
  });
}

async function answerAll(
  reader: Reader,
  asked: readonly Asked[],
  ask: (reader: Reader, keys: readonly unknown[]) => Promise<readonly unknown[]>,
): Promise<void> {
  const values = await ask(
    reader,
    asked.map(({ key }) => key),
  );
  for (const [nth, { answer }] of asked.entries()) answer(values[nth] as never);
}
