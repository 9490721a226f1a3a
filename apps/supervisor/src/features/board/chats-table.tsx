import type { Board } from '@1999/metrics/contract';
import { Table, TimeSince } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

const figures = ['waiting', 'dangerWaiting', 'longestWait', 'live', 'relays'] as const;

/** Conversations in writing: how many wait for a person and since when, how many are with one. */
export function ChatsTable({ chats }: { chats: Board['chats'] }) {
  const t = useT();
  const value = (figure: (typeof figures)[number]) => {
    if (figure !== 'longestWait') return chats[figure];
    const since = chats.longestWaitSince;
    return since ? <TimeSince at={since} /> : t('board.noFigure');
  };
  return (
    <Table
      caption={t('board.chats')}
      rows={figures}
      rowId={(figure) => figure}
      tight
      columns={[
        {
          id: 'figure',
          header: t('column.figure'),
          isRowHeader: true,
          cell: (figure) => t(`chats.${figure}`),
        },
        { id: 'count', header: t('column.count'), align: 'end', cell: value },
      ]}
    />
  );
}
