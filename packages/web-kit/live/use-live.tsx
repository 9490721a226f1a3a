import {
  type QueryKey,
  type UseQueryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import type { z } from 'zod';
import type { ApiClient } from '../api/client.ts';
import { session } from '../session/session-store.ts';
import type { LiveEvent } from './contract.ts';
import { type ConnectionState, LiveConnection } from './live-connection.ts';
import { type Pace, refetcherOf } from './refetcher.ts';

const LiveContext = createContext<LiveConnection | null>(null);

/**
 * The page's one live connection, opened by the first listener inside. It speaks for the person
 * signed in, or for the holder of a capability token where `as` gives one (a citizen's call).
 */
export function LiveProvider(props: {
  children: ReactNode;
  as?: { token: string; api: ApiClient };
}) {
  const queries = useQueryClient();
  const [connection] = useState(() => {
    const onResync = () => void queries.invalidateQueries();
    const { as } = props;
    return as
      ? new LiveConnection({ token: () => as.token, api: as.api, onResync })
      : new LiveConnection({
          token: () => session.token,
          renew: () => session.renew(),
          onToken: session.onToken,
          api: session.api,
          onResync,
        });
  });
  return <LiveContext value={connection}>{props.children}</LiveContext>;
}

function useConnection(): LiveConnection {
  const connection = useContext(LiveContext);
  if (!connection) throw new Error('live data needs a LiveProvider above it');
  return connection;
}

/**
 * Hears live events of `topics` (`agency:ID`, `order:ID`, `calls`…) while on screen, each once,
 * across reconnections. No topics: not listening.
 */
export function useLive(topics: readonly string[], handler: (event: LiveEvent) => void): void {
  useListener(topics, handler);
}

function useListener(
  topics: readonly string[],
  handler: (event: LiveEvent) => void,
  covered?: () => void,
): void {
  const connection = useConnection();
  const onEvent = useEffectEvent(handler);
  const onCovered = useEffectEvent(() => covered?.());
  const wanted = topics.join('\n');
  useEffect(() => {
    if (!wanted) return;
    return connection.listen({
      topics: wanted.split('\n'),
      onEvent: (event) => onEvent(event),
      onCovered: () => onCovered(),
    });
  }, [connection, wanted]);
}

/**
 * The figures of the board `topic`, checked by `schema`, as the server sends them (at most four
 * times a second), and the moment they were computed; undefined until the first.
 */
export function useBoard<Schema extends z.ZodType>(
  topic: string,
  schema: Schema,
): { values: z.output<Schema>; at: string } | undefined {
  const connection = useConnection();
  const [board, setBoard] = useState<{ values: z.output<Schema>; at: string }>();
  useEffect(
    () =>
      connection.listen({
        topics: [topic],
        onBoard: ({ values, at }) => {
          const parsed = schema.safeParse(values);
          if (parsed.success) setBoard({ values: parsed.data, at });
          else console.warn(`board ${topic} breaks its schema`, parsed.error.issues[0]);
        },
      }),
    [connection, topic, schema],
  );
  return board;
}

/** How the live connection stands. */
export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(connection.watch, () => connection.state);
}

/**
 * A query that is fetched again when a live event concerns it. `on` picks the events by type
 * (`order.acknowledged`), by subject type (`order.*`) or by a predicate; all, when left out.
 */
export function useLiveQuery<Data>(
  options: UseQueryOptions<Data> & {
    queryKey: QueryKey;
    topics: readonly string[];
    on?: readonly string[] | ((event: LiveEvent) => boolean);
    pace?: Pace;
  },
) {
  const { topics, on, pace, ...query } = options;
  const queries = useQueryClient();
  const again = () => refetcherOf(queries).want(query.queryKey, pace);
  const concerns = (event: LiveEvent) =>
    typeof on === 'function' ? on(event) : !on || on.some((pattern) => fits(event, pattern));
  useListener(topics, (event) => concerns(event) && again(), again);
  return useQuery(query);
}

function fits(event: LiveEvent, pattern: string): boolean {
  return pattern.endsWith('.*')
    ? event.type.startsWith(pattern.slice(0, -1))
    : event.type === pattern;
}
