-- Call control: who takes part in a call besides its caller, and what becomes of each of them.

alter table call drop constraint call_step_check;
alter table call add constraint call_step_check check (step in
  ('arrived', 'language', 'topic', 'queued', 'connected', 'transferring', 'handedOver', 'ended'));

-- The agent who handed a caller on is free for the next one while the call goes on.
drop index call_one_per_agent;
create unique index call_one_per_agent on call (agent_id)
  where state = 'connected' and step = 'connected';

create table call_party (
  -- Also the party's leg at the media peer and its label in the carrier's conference.
  id uuid primary key,
  call_id uuid not null references call (id),
  kind text not null check (kind in ('agent', 'consulted', 'outside', 'supervisor')),
  state text not null check (state in ('invited', 'joined', 'left')),
  user_id uuid,
  service text check (service in ('110', '119')),
  agency_id uuid,
  mode text check (mode in ('monitor', 'whisper', 'barge')),
  muted boolean not null default false,
  -- An outside party that has the caller to itself as soon as it answers.
  takes_call boolean not null default false,
  -- What the party waits or works under in the queue; null for those who have no place there.
  queue_ref uuid,
  -- The carrier's name of the party's line, once known.
  provider_sid text,
  left_reason text check (left_reason in ('hangUp', 'kicked', 'transferred', 'takenOver',
    'cancelled', 'noAnswer', 'busy', 'failed', 'callEnded')),
  invited_at timestamptz not null,
  -- The agent has taken the offer, or the supervisor has chosen the call.
  accepted_at timestamptz,
  joined_at timestamptz,
  left_at timestamptz,
  wrap_up_code text references wrap_up_code (code),
  note_sealed bytea,
  wrapped_at timestamptz,
  check ((kind = 'outside') = (user_id is null)),
  check ((kind = 'outside') = (service is not null or agency_id is not null)),
  check ((kind = 'supervisor') = (mode is not null)),
  check ((state = 'left') = (left_at is not null)),
  check ((state = 'left') = (left_reason is not null)),
  check ((wrap_up_code is null) = (wrapped_at is null))
);
create index call_party_of_call on call_party (call_id);
create index call_party_of_user on call_party (user_id, id desc) where user_id is not null;
-- One has one part in a call at a time, and a call one agent.
create unique index call_party_once on call_party (call_id, user_id) where state <> 'left';
create unique index call_party_one_agent on call_party (call_id)
  where kind = 'agent' and state <> 'left';

insert into call_party (id, call_id, kind, state, user_id, queue_ref, left_reason, invited_at,
    accepted_at, joined_at, left_at, wrap_up_code, note_sealed, wrapped_at)
  select agent_leg_id, id, 'agent',
    case when state = 'ended' then 'left' when agent_present then 'joined' else 'invited' end,
    agent_id, id, case when state = 'ended' then 'callEnded' end, coalesce(connected_at, arrived_at),
    connected_at, connected_at, ended_at, wrap_up_code, note_sealed, wrapped_at
  from call where agent_leg_id is not null;

-- Something in the queue that one agent is asked for first, or alone.
alter table queue_entry add column for_agent uuid;
alter table queue_entry add column only_agent boolean not null default false;
alter table queue_entry add check (not only_agent or for_agent is not null);

-- Recordings of calls. The sound itself lies at the media peer or at the carrier.
create table recording (
  id uuid primary key,
  call_id uuid not null references call (id),
  provider text not null check (provider in ('twilio', 'webcall')),
  -- The carrier's name of it, once known.
  provider_sid text,
  state text not null check (state in ('recording', 'paused', 'stopped', 'deleted')),
  started_at timestamptz not null,
  stopped_at timestamptz,
  -- When the policy of its day wants it deleted; null while it goes on.
  delete_at timestamptz,
  deleted_at timestamptz,
  check ((state in ('recording', 'paused')) = (stopped_at is null)),
  check ((state = 'deleted') = (deleted_at is not null))
);
create unique index recording_one_going_on on recording (call_id)
  where state in ('recording', 'paused');
create index recording_of_call on recording (call_id);
create index recording_due on recording (delete_at) where state = 'stopped';

-- The files of a recording: one a voice at the media peer, one with two channels at the carrier.
create table recording_file (
  recording_id uuid not null references recording (id),
  -- The leg that is heard in it: the caller's or a party's; the caller's for a file of both.
  leg_id uuid not null,
  -- Path below the media peer's folder; null at the carrier.
  file text,
  offset_ms integer not null default 0,
  duration_ms integer not null,
  bytes bigint,
  complete boolean not null,
  primary key (recording_id, leg_id)
);

-- How long recordings are kept; the newest row holds for those that end from now on.
create table recording_policy (
  version integer primary key,
  -- Off: nothing is recorded unless an agent begins it.
  record_all boolean not null,
  keep_days integer not null check (keep_days between 1 and 3650),
  set_by uuid,
  set_at timestamptz not null
);
insert into recording_policy (version, record_all, keep_days, set_at) values (1, true, 180, now());

-- Text messages that agents write to their callers, sealed under the citizen's key.
create table call_sms (
  id uuid primary key,
  call_id uuid not null references call (id),
  text_sealed bytea not null,
  sent_by uuid not null,
  at timestamptz not null
);

-- Callers from Vietnam, Indonesia and Thailand are answered in their own language.
alter table call drop constraint call_language_check;
alter table call add constraint call_language_check
  check (language in ('zh', 'nan', 'hak', 'en', 'vi', 'id', 'th'));
-- A fresh database is given its skills by the seed.
insert into skill (code, kind, name_zh, name_en)
  select 'th', 'language', '泰語', 'Thai' where exists (select from skill) on conflict do nothing;
