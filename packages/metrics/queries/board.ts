import { onTimeRate } from '@1999/dispatch/contract';
import type { App } from '@1999/platform';
import type { Board } from '../contract.ts';
import { share, startOfDay } from '../domain/day.ts';
import { boardAgents } from './board-agents.ts';
import { boardCalls } from './board-calls.ts';
import { boardChats } from './board-chats.ts';
import { boardOrders, nearestOrders } from './board-orders.ts';
import { boardToday } from './board-today.ts';

/** The whole city's board as it stands at this moment. */
export async function board(app: App): Promise<Board> {
  const now = app.clock.now();
  const since = startOfDay(now);
  const [calls, chats, agents, orders, nearest, today] = await Promise.all([
    boardCalls(app.sql),
    boardChats(app.sql),
    boardAgents(app.sql),
    boardOrders(app.sql, now),
    nearestOrders(app.sql),
    boardToday(app.sql, since),
  ]);
  const overdue = orders.byClockState.overdue;
  return {
    at: now.toString(),
    calls,
    chats,
    agents,
    orders: { ...orders, nearest },
    today: {
      callsArrived: today.callsArrived,
      callsAnswered: today.callsAnswered,
      callsAbandoned: today.callsAbandoned,
      chatsAnswered: today.chatsAnswered,
      casesOpened: today.casesOpened,
      ordersIssued: today.ordersIssued,
      ordersClosed: today.ordersClosed,
      breaches: today.breaches,
      onTimeRate: onTimeRate({
        closed: today.ordersClosed,
        closedOnTime: today.closedOnTime,
        openOverdue: overdue,
      }),
      surveysInvited: today.surveysInvited,
      surveysAnswered: today.surveysAnswered,
      satisfaction: share(today.satisfied, today.surveysAnswered),
      responseRate: share(today.invitedAndAnswered, today.surveysInvited),
    },
  };
}
