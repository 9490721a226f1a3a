import type { ClockView } from '@1999/dispatch/contract';
import { DeadlineChip, Table, Time, TimeLeft } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useWord } from './words.ts';

/** Every promise of the order: when it is due, and how it stands or ended. */
export function ClockTable({ clocks }: { clocks: readonly ClockView[] }) {
  const t = useT();
  const word = useWord();
  return (
    <Table
      caption={t('order.clocks')}
      tight
      rows={clocks}
      rowId={(clock) => `${clock.kind}${clock.startedAt}`}
      columns={[
        {
          id: 'kind',
          header: t('clock.kind'),
          isRowHeader: true,
          cell: (clock) => word('clock', clock.kind),
        },
        {
          id: 'due',
          header: t('clock.due'),
          cell: (clock) => <Time at={clock.dueAt} shape="dayTime" />,
        },
        {
          id: 'state',
          header: t('clock.state'),
          cell: (clock) =>
            clock.metAt || clock.stoppedAt ? (
              word('clockState', clock.state)
            ) : (
              <>
                <DeadlineChip dueAt={clock.dueAt} startedAt={clock.startedAt} />{' '}
                <TimeLeft dueAt={clock.dueAt} />
              </>
            ),
        },
      ]}
    />
  );
}
