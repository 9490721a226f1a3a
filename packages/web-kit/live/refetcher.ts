import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';

/** How long (ms) more of the same is waited for: what one change tells arrives together. */
const GATHER_MS = 4;
/** How long (ms) everything else waits at most for what comes first. */
const AHEAD_MS = 100;
/** Least time (ms) between two fetches of what a whole hotline changes all the time. */
const CALM_MS = 500;

/**
 * How urgent a query is: `first` goes before all others of the page, for what somebody waits for by
 * the tenth of a second; `calm` goes twice a second at most, for what changes with every call of the
 * hotline.
 */
export type Pace = 'first' | 'usual' | 'calm';

const refetchers = new WeakMap<QueryClient, Refetcher>();

/** The refetcher of a page's queries. */
export function refetcherOf(queries: QueryClient): Refetcher {
  const known = refetchers.get(queries) ?? new Refetcher(queries);
  refetchers.set(queries, known);
  return known;
}

/**
 * Fetches again what live events concern, each query once however many events and listeners ask for
 * it together: an agent whose place begins to ring is told three things in a moment, and five parts
 * of the screen listen. What comes first (the call that rings) does not share the way with the rest.
 */
export class Refetcher {
  readonly #queries: QueryClient;
  readonly #wanted = new Map<string, { readonly queryKey: QueryKey; readonly isFirst: boolean }>();
  /** The calm ones that rest after a fetch, and whether they were asked for meanwhile. */
  readonly #resting = new Map<string, { wanted: boolean }>();

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  /** A query of this key is stale; it is fetched again as soon as its pace allows, if anybody looks at it. */
  want(queryKey: QueryKey, pace: Pace = 'usual'): void {
    const hash = hashKey(queryKey);
    if (pace === 'calm' && this.#rests(hash, queryKey)) return;
    if (this.#wanted.size === 0) setTimeout(() => void this.#fetch(), GATHER_MS);
    this.#wanted.set(hash, { queryKey, isFirst: pace === 'first' });
  }

  /** Whether it was fetched a moment ago, and will be again when its rest is over. */
  #rests(hash: string, queryKey: QueryKey): boolean {
    const resting = this.#resting.get(hash);
    if (resting) {
      resting.wanted = true;
      return true;
    }
    const rest = { wanted: false };
    this.#resting.set(hash, rest);
    setTimeout(() => {
      this.#resting.delete(hash);
      if (rest.wanted) this.want(queryKey, 'calm');
    }, CALM_MS);
    return false;
  }

  async #fetch(): Promise<void> {
    const wanted = [...this.#wanted.values()];
    this.#wanted.clear();
    const again = ({ queryKey }: { queryKey: QueryKey }) =>
      this.#queries.invalidateQueries({ queryKey });
    const ahead = wanted.filter(({ isFirst }) => isFirst);
    if (ahead.length > 0) {
      const late = new Promise((resolve) => setTimeout(resolve, AHEAD_MS));
      await Promise.race([late, Promise.all(ahead.map(again)).then(painted)]);
    }
    for (const one of wanted) if (!one.isFirst) void again(one);
  }
}

/**
 * Resolves once what is there now has been painted; never while nobody sees the page. It is drawn
 * in the first frame or, where drawing it up took longer than the wait for that one, in the second.
 */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}
