import type { OrderRow } from '@1999/dispatch/contract';
import {
  DeadlineChip,
  nextClock,
  riskPercent,
  Table,
  Time,
  TimeLeft,
  useName,
  useOrderWord,
} from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';

/** Orders as a table, each a link to its page. */
export function Orders({ rows, caption }: { rows: readonly OrderRow[]; caption: string }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={rows}
      rowId={({ id }) => id}
      empty={t('orders.none')}
      columns={[
        {
          id: 'chip',
          header: t('column.chip'),
          cell: ({ clocks }) => {
            const next = nextClock(clocks);
            return next && <DeadlineChip dueAt={next.dueAt} startedAt={next.startedAt} />;
          },
        },
        {
          id: 'due',
          header: t('column.due'),
          cell: ({ clocks }) => {
            const next = nextClock(clocks);
            return (
              next && (
                <>
                  {word('clock', next.kind)} <Time at={next.dueAt} shape="dayTime" />
                </>
              )
            );
          },
        },
        {
          id: 'timeLeft',
          header: t('column.timeLeft'),
          align: 'end',
          cell: ({ clocks }) => {
            const next = nextClock(clocks);
            return next && <TimeLeft dueAt={next.dueAt} />;
          },
        },
        {
          id: 'number',
          header: t('column.number'),
          isRowHeader: true,
          cell: ({ id, number }) => (
            <Link to="/orders/$orderId" params={{ orderId: id }}>
              {number}
            </Link>
          ),
        },
        {
          id: 'risk',
          header: t('column.risk'),
          align: 'end',
          cell: ({ risk }) => (risk === null ? t('risk.none') : riskPercent(risk)),
        },
        {
          id: 'type',
          header: t('column.type'),
          cell: ({ typeZh, typeEn, danger }) => (
            <>
              {name(typeZh, typeEn)}
              {danger && <strong> {t('board.danger')}</strong>}
            </>
          ),
        },
        {
          id: 'district',
          header: t('column.district'),
          cell: ({ districtZh, districtEn }) => name(districtZh, districtEn),
        },
        {
          id: 'agency',
          header: t('column.agency'),
          cell: ({ agencyZh, agencyEn }) => name(agencyZh, agencyEn),
        },
        { id: 'state', header: t('column.state'), cell: ({ state }) => word('order', state) },
      ]}
    />
  );
}
