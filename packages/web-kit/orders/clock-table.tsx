import type { ClockView } from '@1999/dispatch/contract';
import { Table } from '../components/table.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { DeadlineChip, Time, TimeLeft } from '../time/time.tsx';
import { useOrderWord } from './order-words.ts';

/** Every promise of the order: when it is due, and how it stands or ended. */
export function ClockTable({ clocks }: { clocks: readonly ClockView[] }) {
  const t = useKitT();
  const word = useOrderWord();
  return (
    <Table
      caption={t('kit.order.clocks')}
      tight
      rows={clocks}
      rowId={(clock) => `${clock.kind}${clock.startedAt}`}
      columns={[
        {
          id: 'kind',
          header: t('kit.clock.kind'),
          isRowHeader: true,
          cell: (clock) => <span className="nowrap">{word('clock', clock.kind)}</span>,
        },
        {
          id: 'due',
          header: t('kit.clock.due'),
          cell: (clock) => <Time at={clock.dueAt} shape="dayTime" />,
        },
        {
          id: 'state',
          header: t('kit.clock.state'),
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
