import type { ClockView } from '@1999/dispatch/contract';
import { Table } from '../components/table.tsx';
import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { formatTime } from '../time/format.ts';
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
      rowId={(clock) => `${clock.kind}${clock.startedAt}${clock.cycle}`}
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
          cell: (clock) => <DueTimes clock={clock} />,
        },
        {
          id: 'state',
          header: t('kit.clock.state'),
          cell: (clock) =>
            clock.metAt || clock.stoppedAt || clock.pausedAt || clock.state === 'merged' ? (
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

/** The due time, and beside it the original and the approved one where they differ. */
function DueTimes({ clock }: { clock: ClockView }) {
  const t = useKitT();
  const { locale } = useLocaleChoice();
  const { dueAt, originalDueAt, approvedDueAt } = clock;
  const shown = (at: string) => formatTime(at, 'dayTime', locale);
  return (
    <>
      <Time at={dueAt} shape="dayTime" />
      {originalDueAt && originalDueAt !== dueAt && (
        <div className="muted">{t('kit.clock.original', { at: shown(originalDueAt) })}</div>
      )}
      {approvedDueAt && approvedDueAt !== dueAt && (
        <div className="muted">{t('kit.clock.approved', { at: shown(approvedDueAt) })}</div>
      )}
    </>
  );
}
