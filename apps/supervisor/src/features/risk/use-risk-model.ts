import { RiskModelView } from '@1999/dispatch/contract';
import { api, useLiveQuery } from '@1999/web-kit';

/** The newest model of the risk of missing, fetched again after each training. */
export function useRiskModel() {
  return useLiveQuery({
    queryKey: ['riskModel'],
    queryFn: ({ signal }) => api.get('/api/dispatch/risk', { schema: RiskModelView, signal }),
    topics: ['orders'],
    on: ['riskModel.*'],
  });
}
