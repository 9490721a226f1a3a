import type { IncidentView } from '@1999/dispatch/contract';
import { Banner, Page, QueryView } from '@1999/web-kit';
import { PlaceMap } from '@1999/web-kit/map';
import { useNavigate } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { IncidentActions } from './incident-actions.tsx';
import './incidents.css';
import { MembersTable } from './members-table.tsx';
import { useIncident, useIncidentName } from './use-incidents.ts';

/** One incident: where its reports lie, which order leads, and what goes with it. */
export function IncidentPage({ incidentId }: { incidentId: string }) {
  const nameOf = useIncidentName();
  const incident = useIncident(incidentId);
  return (
    <QueryView query={incident}>
      {(view) => (
        <Page title={nameOf(view)} width="wide">
          <div className="incidents">
            <State incident={view} />
            <IncidentActions incident={view} />
            <MembersMap incident={view} />
            <MembersTable incident={view} />
          </div>
        </Page>
      )}
    </QueryView>
  );
}

function State({ incident }: { incident: IncidentView }) {
  const t = useT();
  if (incident.closedAt === null) return <p className="muted">{t('incident.told')}</p>;
  const alone = incident.members.length < 2;
  return (
    <Banner tone="info" title={t('incidents.closed')}>
      <p>{t(alone ? 'incident.over.alone' : 'incident.over')}</p>
    </Banner>
  );
}

function MembersMap({ incident }: { incident: IncidentView }) {
  const t = useT();
  const navigate = useNavigate();
  const markers = incident.members.flatMap(({ id, lat, lng, number }) =>
    lat === null || lng === null ? [] : [{ id, lat, lng, label: number }],
  );
  if (markers.length === 0) return null;
  return (
    <section aria-label={t('incidents.map')}>
      <PlaceMap
        value={null}
        markers={markers}
        onMarker={(orderId) => void navigate({ to: '/orders/$orderId', params: { orderId } })}
        height="min(320px, 45vh)"
      />
    </section>
  );
}
