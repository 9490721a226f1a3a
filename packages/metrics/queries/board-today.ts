import type { Sql } from 'postgres';

/** The day's counts. `closedOnTime`: closed today without a breach of any clock. */
export interface TodayCounts {
  readonly callsArrived: number;
  readonly callsAnswered: number;
  readonly callsAbandoned: number;
  readonly chatsAnswered: number;
  readonly casesOpened: number;
  readonly ordersIssued: number;
  readonly ordersClosed: number;
  readonly closedOnTime: number;
  readonly breaches: number;
  readonly surveysInvited: number;
  readonly invitedAndAnswered: number;
  readonly surveysAnswered: number;
  readonly satisfied: number;
}

/** Counts everything that happened from `since` on; a text relay is a call. */
export async function boardToday(sql: Sql, since: Temporal.Instant): Promise<TodayCounts> {
  const from = since.toString();
  const [row] = await sql<TodayCounts[]>`select
    (select count(*)::int from call where arrived_at >= ${from})
      + (select count(*)::int from chat_session where kind = 'relay' and opened_at >= ${from})
      as "callsArrived",
    (select count(*)::int from call where connected_at >= ${from})
      + (select count(*)::int from chat_session where kind = 'relay' and taken_at >= ${from})
      as "callsAnswered",
    (select count(*)::int from call where ended_at >= ${from} and end_reason = 'abandoned')
      + (select count(*)::int from chat_session
        where kind = 'relay' and ended_at >= ${from} and taken_at is null)
      as "callsAbandoned",
    (select count(*)::int from chat_session where kind = 'chat' and taken_at >= ${from})
      as "chatsAnswered",
    (select count(*)::int from case_file where opened_at >= ${from}) as "casesOpened",
    (select count(*)::int from work_order where issued_at >= ${from}) as "ordersIssued",
    (select count(*)::int from work_order where ended_at >= ${from}) as "ordersClosed",
    (select count(*)::int from work_order o where o.ended_at >= ${from} and not exists (
      select from order_clock c where c.order_id = o.id and c.breached_at is not null))
      as "closedOnTime",
    (select count(*)::int from order_clock where breached_at >= ${from}) as breaches,
    (select count(*)::int from survey_invitation where invited_at >= ${from}) as "surveysInvited",
    (select count(*)::int from survey_invitation i where i.invited_at >= ${from} and exists (
      select from survey_answer a where a.invitation_id = i.id)) as "invitedAndAnswered",
    (select count(*)::int from survey_answer where answered_at >= ${from}) as "surveysAnswered",
    (select count(*)::int from survey_answer where answered_at >= ${from} and score >= 4)
      as satisfied`;
  if (!row) throw new Error('counting gave no row');
  return row;
}
