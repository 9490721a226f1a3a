import { IncidentRow, IncidentView, SurgeView } from '@1999/dispatch/contract';
import { api, useLiveQuery, useName } from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const TOPICS = ['orders'];
const ON = ['order.*', 'incident.*'];

/** Open or closed incidents, kept fresh. */
export function useIncidents(state: 'open' | 'closed') {
  return useLiveQuery({
    queryKey: ['incidents', state],
    queryFn: ({ signal }) =>
      api.get(`/api/incidents?state=${state}`, { schema: z.array(IncidentRow), signal }),
    topics: TOPICS,
    on: ON,
  });
}

/** One incident with its orders, kept fresh. */
export function useIncident(incidentId: string) {
  return useLiveQuery({
    queryKey: ['incident', incidentId],
    queryFn: ({ signal }) =>
      api.get(`/api/incidents/${incidentId}`, { schema: IncidentView, signal }),
    topics: TOPICS,
    on: ON,
  });
}

/** The surges that hold now, kept fresh. */
export function useSurges() {
  return useLiveQuery({
    queryKey: ['surges'],
    queryFn: ({ signal }) => api.get('/api/surges', { schema: z.array(SurgeView), signal }),
    topics: TOPICS,
    on: ['order.issued', 'surge.*'],
  });
}

/** What an incident is called: its type and district in the person's language. */
export function useIncidentName() {
  const t = useT();
  const name = useName();
  return ({ typeZh, typeEn, districtZh, districtEn }: IncidentRow) =>
    t('incident.name', { type: name(typeZh, typeEn), district: name(districtZh, districtEn) });
}
