import type { Board } from '@1999/metrics/contract';
import { useT } from '../../messages/index.ts';
import { FiguresTable } from './figures-table.tsx';

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
    <FiguresTable
      caption={t('board.today')}
      figures={figures}
      nameOf={(figure) => t(`today.${figure}`)}
      countOf={(figure) => today[figure]}
    />
  );
}
