import { ErrorState, LoadingState, Page } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { AlarmList } from '../alarms/alarm-list.tsx';
import { WaitingNotice } from '../knowledge/waiting-notice.tsx';
import { AgentsTable } from './agents-table.tsx';
import { BigNumbers } from './big-numbers.tsx';
import './board-page.css';
import { ChatsTable } from './chats-table.tsx';
import { ClockStates } from './clock-states.tsx';
import { OrdersTable } from './orders-table.tsx';
import { SpeakSummary } from './speak-summary.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { TodayTable } from './today-table.tsx';
import { useLiveBoard } from './use-live-board.ts';

/** The live board: six figures, the orders that need a look, the agents, the day's counts. */
export function BoardPage() {
  const t = useT();
  const { board, error, retry } = useLiveBoard();
  return (
    <Page title={t('board.title')} width="wide" aside={board && <SpeakSummary board={board} />}>
      {!board && (error ? <ErrorState error={error} onRetry={retry} /> : <LoadingState />)}
      {board && (
        <>
          <StaleBanner at={board.at} />
          <AlarmList />
          <WaitingNotice />
          <BigNumbers board={board} />
          <OrdersTable orders={board.orders.nearest} />
          <div className="board-tables">
            <AgentsTable agents={board.agents} />
            <ChatsTable chats={board.chats} />
            <ClockStates byClockState={board.orders.byClockState} />
            <TodayTable today={board.today} />
          </div>
        </>
      )}
    </Page>
  );
}
