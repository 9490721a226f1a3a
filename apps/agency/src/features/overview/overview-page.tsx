import { AgencyOverview, type MonthFigures } from '@1999/dispatch/contract/agency';
import {
  api,
  EmptyState,
  Page,
  QueryView,
  Table,
  Time,
  useLiveQuery,
  useOrderWord,
  useUser,
} from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { fromServerOrDevice } from '../../offline/read-offline.ts';
import { percentOf } from './percent.ts';

/** The head's page: the agency's open orders by state and clock, and this month beside the last. */
export function OverviewPage() {
  const t = useT();
  const { agencyId } = useUser();
  const overview = useLiveQuery({
    queryKey: ['overview'],
    networkMode: 'always',
    queryFn: ({ signal }) =>
      fromServerOrDevice('overview', () =>
        api.get('/api/agency/overview', { schema: AgencyOverview, signal }),
      ),
    topics: [`agency:${agencyId}`],
    on: ['order.*', 'clock.*'],
  });
  return (
    <Page title={t('overview.title')}>
      <QueryView query={overview}>
        {(figures) => (
          <>
            <p className="muted">
              {t('overview.at')} <Time at={figures.at} />
            </p>
            <OpenTable open={figures.open} />
            <MonthTable thisMonth={figures.thisMonth} lastMonth={figures.lastMonth} />
            <p className="muted">{t('overview.rule')}</p>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function OpenTable({ open }: Pick<AgencyOverview, 'open'>) {
  const t = useT();
  const word = useOrderWord();
  return (
    <Table
      caption={t('overview.open')}
      rows={open}
      rowId={({ state }) => state}
      empty={<EmptyState>{t('orders.none')}</EmptyState>}
      columns={[
        {
          id: 'state',
          header: t('order.state'),
          isRowHeader: true,
          cell: ({ state }) => word('order', state),
        },
        { id: 'ok', header: t('overview.onTrack'), align: 'end', cell: (row) => row.onTrack },
        { id: 'warned', header: t('overview.warned'), align: 'end', cell: (row) => row.warned },
        { id: 'over', header: t('overview.overdue'), align: 'end', cell: (row) => row.overdue },
      ]}
    />
  );
}

const counts = [
  'issued',
  'closed',
  'closedOnTime',
  'openOverdue',
  'returned',
  'extensionsAsked',
  'extensionsGranted',
] as const;

function MonthTable(props: { thisMonth: MonthFigures; lastMonth: MonthFigures }) {
  const t = useT();
  const { thisMonth, lastMonth } = props;
  const rate = ({ onTimeRate }: MonthFigures) =>
    onTimeRate === null ? t('overview.noRate') : percentOf(onTimeRate);
  const rows = [
    { id: 'onTimeRate' as const, now: rate(thisMonth), before: rate(lastMonth) },
    ...counts.map((id) => ({ id, now: String(thisMonth[id]), before: String(lastMonth[id]) })),
  ];
  return (
    <Table
      caption={t('overview.months')}
      rows={rows}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'what',
          header: t('overview.figure'),
          isRowHeader: true,
          cell: ({ id }) => t(`overview.${id}`),
        },
        { id: 'now', header: t('overview.thisMonth'), align: 'end', cell: ({ now }) => now },
        { id: 'before', header: t('overview.lastMonth'), align: 'end', cell: (row) => row.before },
      ]}
    />
  );
}
