import { RiskModelView } from '@1999/dispatch/contract';
import { api } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { fromServerOrDevice } from '../../offline/read-offline.ts';

/** Whether there are chances of missing to sort by, and why not; on the device too. */
export function useRiskModel() {
  return useQuery({
    queryKey: ['orders', 'riskModel'],
    networkMode: 'always',
    queryFn: ({ signal }) =>
      fromServerOrDevice('riskModel', () =>
        api.get('/api/dispatch/risk', { schema: RiskModelView, signal }),
      ),
  });
}
