import { QueueForecast, RoutingRulesView } from '@1999/routing/contract';
import { api, useLiveQuery } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';

/** The forecast rests on calls and seats of the minute. */
const FRESH_MS = 60_000;

/** What callers may expect now and in the hours to come. */
export function useQueueForecast(hours: number) {
  return useQuery({
    queryKey: ['queue-forecast', hours],
    refetchInterval: FRESH_MS,
    queryFn: ({ signal }) =>
      api.get(`/api/queue/forecast?hours=${hours}`, { schema: QueueForecast, signal }),
  });
}

/** The rules of routing that hold now. */
export function useRoutingRules() {
  return useLiveQuery({
    queryKey: ['routing-rules'],
    queryFn: ({ signal }) => api.get('/api/routing-rules', { schema: RoutingRulesView, signal }),
    topics: ['queue'],
    on: ['routing.rulesChanged'],
  });
}
