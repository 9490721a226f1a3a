import type { Board } from '@1999/metrics/contract';
import { TimeSince } from '@1999/web-kit';
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.ts';
import './big-numbers.css';
import { agentsIn, percent } from './figures.ts';

/** The six figures a supervisor looks up for. */
export function BigNumbers({ board }: { board: Board }) {
  const t = useT();
  const { calls, orders, today } = board;
  const none = t('board.noFigure');
  return (
    <dl className="big-numbers">
      <BigNumber name={t('board.waiting')} urgent={calls.dangerWaiting > 0} value={calls.waiting}>
        {calls.dangerWaiting > 0 && t('board.waiting.danger', { count: calls.dangerWaiting })}
      </BigNumber>
      <BigNumber
        name={t('board.longestWait')}
        value={calls.longestWaitSince ? <TimeSince at={calls.longestWaitSince} /> : none}
      >
        {!calls.longestWaitSince && t('board.nobodyWaits')}
      </BigNumber>
      <BigNumber name={t('board.agentsReady')} value={agentsIn(board, 'ready')}>
        {t('board.agentsReady.of', {
          online: board.agents.length,
          busy: agentsIn(board, 'busy'),
        })}
      </BigNumber>
      <BigNumber
        name={t('board.overdue')}
        urgent={(orders.byClockState.overdue ?? 0) > 0}
        value={orders.byClockState.overdue ?? 0}
      >
        {t('board.overdue.of', {
          open: orders.open,
          nearly: orders.byClockState.nearlyDue ?? 0,
        })}
      </BigNumber>
      <BigNumber name={t('board.onTime')} value={percent(today.onTimeRate, none)}>
        {t('board.onTime.of', { breaches: today.breaches })}
      </BigNumber>
      <BigNumber name={t('board.satisfaction')} value={percent(today.satisfaction, none)}>
        {t('board.satisfaction.of', {
          answered: today.surveysAnswered,
          invited: today.surveysInvited,
          rate: percent(today.responseRate, none),
        })}
      </BigNumber>
    </dl>
  );
}

function BigNumber(props: {
  name: string;
  value: ReactNode;
  urgent?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={props.urgent ? 'big-number big-number-urgent' : 'big-number'}>
      <dt>{props.name}</dt>
      <dd className="big-number-value">{props.value}</dd>
      <dd className="big-number-note">{props.children}</dd>
    </div>
  );
}
