import { type App, parseInstant } from '@1999/platform';

/** Hours of the past with the calls that came in them. Times are epoch milliseconds. */
export interface PastHour {
  readonly at: number;
  readonly calls: number;
}

/** Calls by the hour since a moment, as the journal has them; hours without a call are absent. */
export async function callsByHour(app: App, since: Temporal.Instant): Promise<PastHour[]> {
  const rows = await app.sql<{ at: number; calls: number }[]>`
    select extract(epoch from date_trunc('hour', at))::float8 * 1000 as at, count(*)::int as calls
    from journal
    where type = 'queueEntry.queued' and at >= ${since.toString()}::timestamptz
      and payload ->> 'channel' = 'call'
    group by 1`;
  return [...rows];
}

export interface PastCalls {
  readonly handled: number;
  readonly talkSeconds: number;
  readonly wrapUps: number;
  readonly wrapUpSeconds: number;
  readonly abandoned: number;
  readonly waitSeconds: number;
  readonly first: Temporal.Instant | null;
}

/** How long calls kept their agents and callers waited, since a moment. */
export async function pastCalls(app: App, since: Temporal.Instant): Promise<PastCalls> {
  const from = since.toString();
  const [calls] = await app.sql<
    {
      handled: number;
      talk: number;
      abandoned: number;
      wait: number;
      first: string | null;
    }[]
  >`select count(*) filter (where state = 'finished')::int as handled,
      coalesce(sum(extract(epoch from ended_at - accepted_at)) filter (where state = 'finished'), 0)
        ::float8 as talk,
      count(*) filter (where state = 'left')::int as abandoned,
      coalesce(sum(extract(epoch from coalesce(accepted_at, ended_at) - queued_at)), 0)
        ::float8 as wait,
      min(queued_at)::text as first
    from queue_entry
    where medium = 'voice' and queued_at >= ${from}::timestamptz and state in ('finished', 'left')`;
  // A wrap-up lasts until the agent's next state.
  const [wrapUps] = await app.sql<{ count: number; seconds: number }[]>`
    select count(*)::int as count, coalesce(sum(extract(epoch from until - at)), 0)::float8 as seconds
    from (
      select at, payload ->> 'state' as state,
        lead(at) over (partition by subject_id order by position) as until
      from journal
      where type = 'agent.stateChanged' and at >= ${from}::timestamptz
    ) as states
    where state = 'wrapUp' and until is not null`;
  return {
    handled: calls?.handled ?? 0,
    talkSeconds: calls?.talk ?? 0,
    wrapUps: wrapUps?.count ?? 0,
    wrapUpSeconds: wrapUps?.seconds ?? 0,
    abandoned: calls?.abandoned ?? 0,
    waitSeconds: calls?.wait ?? 0,
    first: calls?.first ? parseInstant(calls.first) : null,
  };
}

/** Seats that answer or could, and callers who wait. */
export async function deskNow(app: App): Promise<{ seats: number; waiting: number }> {
  const [row] = await app.sql<{ seats: number; waiting: number }[]>`
    select
      (select count(*)::int from agent_presence
        where state in ('ready', 'ringing', 'busy', 'wrapUp')) as seats,
      (select count(*)::int from queue_entry
        where state in ('waiting', 'offered') and medium = 'voice') as waiting`;
  return row ?? { seats: 0, waiting: 0 };
}
