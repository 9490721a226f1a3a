import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/**
 * The query conventions of every app: live events say when to fetch again, so nothing is fetched
 * again on focus; a passing fault is retried three times, a refusal never.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 3 && error instanceof ApiError && error.passing,
        retryDelay: (attempt) => Math.min(8_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
