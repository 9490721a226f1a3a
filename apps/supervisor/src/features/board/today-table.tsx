import type { Board } from '@1999/metrics/contract';
import { Table } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

const figures = [
  'callsArrived',
  'callsAnswered',
  'callsAbandoned',
  'chatsAnswered',
  'casesOpened',
  'ordersIssued',
  'ordersClosed',
  'breaches',
] as const;

/** The day's counts since midnight in Taipei. */
export function TodayTable({ today }: { today: Board['today'] }) {
  const t = useT();
  return (
    <Table
      caption={t('board.today')}
      rows={figures}
      rowId={(figure) => figure}
      tight
      columns={[
        {
          id: 'figure',
          header: t('column.figure'),
          isRowHeader: true,
          cell: (figure) => t(`today.${figure}`),
        },
        {
          id: 'count',
          header: t('column.count'),
          align: 'end',
          cell: (figure) => today[figure],
        },
      ]}
    />
  );
}
