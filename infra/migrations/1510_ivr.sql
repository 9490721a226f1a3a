-- Call flows as data. A version is never changed; the one in force is the newest whose time has come.
create table ivr_flow (
  version integer generated always as identity primary key,
  valid_from timestamptz not null,
  flow jsonb not null,
  note text not null,
  published_by uuid,
  published_at timestamptz not null
);
create index ivr_flow_in_force on ivr_flow (valid_from desc, version desc);

-- A typhoon, an outage: every caller hears the notice until it is over.
create table ivr_incident (
  id uuid primary key,
  notice jsonb not null,
  started_by uuid not null,
  started_at timestamptz not null,
  until timestamptz not null check (until > started_at),
  ended_by uuid,
  ended_at timestamptz
);
create unique index ivr_incident_one on ivr_incident ((true)) where ended_at is null;

-- Whoever calls to harass is known by the citizen their number belongs to, which the vault finds
-- by its blind index; the number itself stands nowhere.
create table nuisance (
  id uuid primary key,
  citizen_id uuid not null references vault_citizen (id),
  reason text not null,
  call_id uuid references call (id),
  added_by uuid not null,
  added_at timestamptz not null,
  until timestamptz not null check (until > added_at),
  lifted_by uuid,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create index nuisance_of_citizen on nuisance (citizen_id) where lifted_at is null;

-- The flow's own words in a call: which step of which version, and what is said there.
alter table call add column flow_version integer references ivr_flow (version);
alter table call add column node text;
alter table call add column prompts jsonb not null default '[]';
alter table call add column outcome text check (outcome in ('callback', 'message', 'refused'));
alter table call drop constraint call_step_check;
update call set node = step, step = 'menu' where step in ('language', 'topic');
alter table call add constraint call_step_check check (step in ('arrived', 'menu', 'voicemail',
  'goodbye', 'queued', 'connected', 'transferring', 'handedOver', 'ended'));
alter table call drop constraint call_end_reason_check;
alter table call add constraint call_end_reason_check check (end_reason in ('completed',
  'abandoned', 'failed', 'unknown', 'callback', 'message', 'refused', 'noAnswer'));

-- Calls that we make: to a citizen who was promised one, or whose line dropped in a danger.
alter table call add column direction text not null default 'inbound'
  check (direction in ('inbound', 'outbound'));
-- An outbound call has no name at the carrier before it is dialled.
alter table call drop constraint call_check;
alter table call add constraint call_sid_check check (
  case when provider = 'webcall' then provider_sid is null
    else provider_sid is not null or direction = 'outbound' end);
create table callback (
  id uuid primary key,
  -- The call that it answers.
  call_id uuid not null references call (id),
  citizen_id uuid not null references vault_citizen (id),
  reason text not null check (reason in ('promised', 'message', 'lineDropped')),
  language text not null,
  topic text not null,
  -- The place in the queue that is kept.
  queued_at timestamptz not null,
  -- Who must be asked first; for a dropped line the agent who was talking.
  agent_id uuid,
  attempts integer not null default 0,
  state text not null check (state in ('waiting', 'calling', 'done', 'failed')),
  next_at timestamptz,
  -- The outbound call of this attempt.
  outbound_call_id uuid references call (id),
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'waiting') = (next_at is not null)),
  check ((state in ('done', 'failed')) = (ended_at is not null))
);
create index callback_due on callback (next_at) where state = 'waiting';
create unique index callback_of_outbound on callback (outbound_call_id);
create unique index callback_once on callback (call_id);

alter table recording add column kind text not null default 'conversation'
  check (kind in ('conversation', 'message'));

-- The caller stood on the nuisance list when the call arrived.
alter table call add column nuisance boolean not null default false;
