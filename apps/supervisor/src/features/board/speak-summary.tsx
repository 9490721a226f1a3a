import type { Board } from '@1999/metrics/contract';
import { Button, useAnnounce } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { agentsIn, percent } from './figures.ts';

/** Says the board in one sentence, for who listens instead of looking. */
export function SpeakSummary({ board }: { board: Board }) {
  const t = useT();
  const announce = useAnnounce();
  const { calls, orders, today } = board;
  const summary = t('board.summary.text', {
    waiting: calls.waiting,
    chats: board.chats.waiting,
    ready: agentsIn(board, 'ready'),
    open: orders.open,
    overdue: orders.byClockState.overdue,
    satisfaction: percent(today.satisfaction, t('board.noFigure')),
  });
  return <Button onPress={() => announce(summary)}>{t('board.summary')}</Button>;
}
