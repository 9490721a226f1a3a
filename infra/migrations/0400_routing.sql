-- Routing: who waits, who is free, and which offer rings. The rules that must never break are
-- unique indexes here (invariant I4): a call rings at one agent at a time, and an agent holds no
-- more than one entry.

create table agent_presence (
  agent_id uuid primary key,
  state text not null check (state in ('offline', 'ready', 'ringing', 'busy', 'wrapUp', 'break',
    'training', 'meeting', 'notAnswering')),
  reason text,
  -- Codes copied from the directory when the agent last chose a state.
  skills text[] not null default '{}',
  -- When this state began.
  since timestamptz not null,
  -- When the agent last became free by finishing or by choice: the longest idle is offered first.
  -- An offer that comes to nothing without the agent's doing leaves it as it is.
  idle_since timestamptz,
  -- The last sign of life of the agent's console.
  seen_at timestamptz not null,
  check (state <> 'ready' or idle_since is not null)
);
create index agent_presence_ready on agent_presence (idle_since) where state = 'ready';
create index agent_presence_seen on agent_presence (seen_at) where state <> 'offline';

create table queue_entry (
  id uuid primary key,
  channel text not null,
  -- What waits: a call's id, say.
  ref_id uuid not null,
  skills text[] not null default '{}',
  language text not null,
  -- Higher goes first; 9 is danger.
  priority smallint not null check (priority between 0 and 9),
  state text not null check (state in ('waiting', 'offered', 'accepted', 'finished', 'left')),
  -- The place in the queue; never changes, so an unanswered offer returns the entry to it.
  queued_at timestamptz not null,
  agent_id uuid,
  accepted_at timestamptz,
  ended_at timestamptz,
  check (state <> 'waiting' or agent_id is null),
  check (state not in ('offered', 'accepted', 'finished') or agent_id is not null)
);
create unique index queue_entry_once_live on queue_entry (channel, ref_id)
  where state in ('waiting', 'offered', 'accepted');
create unique index queue_entry_agent_capacity on queue_entry (agent_id)
  where state in ('offered', 'accepted');
create index queue_entry_place on queue_entry (priority desc, queued_at, id)
  where state in ('waiting', 'offered');
create index queue_entry_by_ref on queue_entry (ref_id);

create table offer (
  id uuid primary key,
  entry_id uuid not null references queue_entry (id),
  agent_id uuid not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'timedOut', 'withdrawn')),
  offered_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > offered_at),
  settled_at timestamptz,
  check ((state = 'open') = (settled_at is null))
);
create unique index offer_one_per_entry on offer (entry_id) where state = 'open';
create unique index offer_one_per_agent on offer (agent_id) where state = 'open';
create index offer_due on offer (expires_at) where state = 'open';
