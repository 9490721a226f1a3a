import { Board } from '@1999/metrics/contract';
import { api, useBoard } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';

/** The board as it stands: fetched once, then as the server pushes it. */
export function useLiveBoard(): { board: Board | undefined; error: Error | null; retry(): void } {
  const first = useQuery({
    queryKey: ['board'],
    queryFn: ({ signal }) => api.get('/api/board', { schema: Board, signal }),
  });
  const live = useBoard('board', Board)?.values;
  const fetched = first.data;
  const newest = live && fetched && live.at < fetched.at ? fetched : (live ?? fetched);
  return { board: newest, error: first.error, retry: () => void first.refetch() };
}
