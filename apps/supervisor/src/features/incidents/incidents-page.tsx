import type { IncidentRow } from '@1999/dispatch/contract';
import { Banner, Page, QueryView, Table, Tabs, Time, TimeLeft } from '@1999/web-kit';
import { type Marker, PlaceMap } from '@1999/web-kit/map';
import { Link, useNavigate } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import './incidents.css';
import { SurgeLine } from './surge-line.tsx';
import { useIncidentName, useIncidents, useSurges } from './use-incidents.ts';

/** What many citizens report at once: on a map, and as a table that says the same. */
export function IncidentsPage() {
  const t = useT();
  return (
    <Page title={t('incidents.title')} width="wide">
      <p className="muted">{t('incidents.intro')}</p>
      <Surges />
      <Tabs
        label={t('incidents.state')}
        items={(['open', 'closed'] as const).map((id) => ({
          id,
          label: t(`incidents.${id}`),
          content: <Incidents state={id} />,
        }))}
      />
    </Page>
  );
}

function Surges() {
  const t = useT();
  const { data } = useSurges();
  if (!data || data.length === 0) return null;
  return (
    <Banner tone="warning" title={t('surges.title')}>
      <ul aria-label={t('surges.title')}>
        {data.map((surge) => (
          <li key={surge.id}>
            <SurgeLine surge={surge} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Incidents({ state }: { state: 'open' | 'closed' }) {
  const t = useT();
  const nameOf = useIncidentName();
  const navigate = useNavigate();
  const incidents = useIncidents(state);
  const markerOf = (incident: IncidentRow): Marker[] => {
    const { id, lat, lng, orders } = incident;
    if (lat === null || lng === null) return [];
    return [{ id, lat, lng, label: t('incident.marker', { name: nameOf(incident), orders }) }];
  };
  return (
    <QueryView query={incidents}>
      {(rows) => (
        <div className="incidents">
          <section className="incidents-map" aria-label={t('incidents.map')}>
            <PlaceMap
              value={null}
              markers={rows.flatMap(markerOf)}
              onMarker={(incidentId) =>
                void navigate({ to: '/incidents/$incidentId', params: { incidentId } })
              }
              height="min(420px, 50vh)"
            />
          </section>
          <IncidentTable rows={rows} state={state} />
        </div>
      )}
    </QueryView>
  );
}

function IncidentTable({
  rows,
  state,
}: {
  rows: readonly IncidentRow[];
  state: 'open' | 'closed';
}) {
  const t = useT();
  const nameOf = useIncidentName();
  return (
    <Table
      caption={t(`incidents.${state}`)}
      captionHidden
      rows={rows}
      rowId={({ id }) => id}
      empty={t(`incidents.none.${state}`)}
      columns={[
        {
          id: 'name',
          header: t('incidents.title'),
          isRowHeader: true,
          cell: (incident) => (
            <>
              <Link to="/incidents/$incidentId" params={{ incidentId: incident.id }}>
                {nameOf(incident)}
              </Link>
              {incident.danger && <strong> {t('board.danger')}</strong>}
            </>
          ),
        },
        { id: 'orders', header: t('incident.orders'), align: 'end', cell: (row) => row.orders },
        {
          id: 'open',
          header: t('incident.openOrders'),
          align: 'end',
          cell: (row) => row.openOrders,
        },
        {
          id: 'attached',
          header: t('incident.attached'),
          align: 'end',
          cell: (row) => row.attached,
        },
        {
          id: 'reporters',
          header: t('incident.reporters'),
          align: 'end',
          cell: (row) => row.reporters,
        },
        {
          id: 'since',
          header: t('incident.since'),
          cell: ({ openedAt }) => <Time at={openedAt} shape="dayTime" />,
        },
        state === 'open'
          ? {
              id: 'due',
              header: t('incident.due'),
              align: 'end',
              cell: ({ nextDueAt }) => nextDueAt && <TimeLeft dueAt={nextDueAt} />,
            }
          : {
              id: 'closed',
              header: t('incident.closedAt'),
              cell: ({ closedAt }) => closedAt && <Time at={closedAt} shape="dayTime" />,
            },
      ]}
    />
  );
}
