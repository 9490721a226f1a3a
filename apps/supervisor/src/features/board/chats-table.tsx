import type { Board } from '@1999/metrics/contract';
import { TimeSince } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { FiguresTable } from './figures-table.tsx';

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
    <FiguresTable
      caption={t('board.chats')}
      figures={figures}
      nameOf={(figure) => t(`chats.${figure}`)}
      countOf={value}
    />
  );
}
