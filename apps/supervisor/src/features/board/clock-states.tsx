import type { Board } from '@1999/metrics/contract';
import { DeadlineChip, Table } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

const states = ['overdue', 'nearlyDue', 'halfGone', 'onTrack', 'noClock'] as const;

/** How many open orders stand in each state of their next clock, the worst first. */
export function ClockStates({ byClockState }: { byClockState: Board['orders']['byClockState'] }) {
  const t = useT();
  return (
    <Table
      caption={t('board.byState')}
      rows={states}
      rowId={(state) => state}
      tight
      columns={[
        {
          id: 'chip',
          header: t('column.chip'),
          isRowHeader: true,
          cell: (state) => <DeadlineChip dueAt={null} startedAt={null} state={state} />,
        },
        {
          id: 'count',
          header: t('column.count'),
          align: 'end',
          cell: (state) => byClockState[state] ?? 0,
        },
      ]}
    />
  );
}
