-- Calls, by whichever provider they came. No telephone number stands here: who calls is known to
-- the vault alone.

create function call_state_rank(state text) returns integer language sql immutable as $$
  select array_position(array['arrived', 'inMenu', 'queued', 'connected', 'ended'], state)
$$;

create table wrap_up_code (
  code text primary key check (code ~ '^[a-zA-Z]{1,40}$'),
  name_zh text not null,
  name_en text not null,
  position integer not null,
  active boolean not null default true
);
insert into wrap_up_code (code, name_zh, name_en, position) values
  ('enquiryAnswered', '諮詢已答覆', 'Enquiry answered', 1),
  ('recorded', '錄案後送', 'Recorded as a case', 2),
  ('dispatched', '緊急派工', 'Urgent order issued', 3),
  ('followUp', '查詢案件進度', 'Asked about a case', 4),
  ('transferred', '轉接', 'Transferred', 5),
  ('emergency', '轉110／119', 'Passed to 110 or 119', 6),
  ('nuisance', '騷擾電話', 'Nuisance call', 7),
  ('wrongNumber', '撥錯號碼', 'Wrong number', 8),
  ('silent', '無聲電話', 'Silent call', 9),
  ('abandoned', '民眾掛斷', 'Caller hung up', 10),
  ('other', '其他', 'Other', 99);

create table call (
  id uuid primary key,
  channel text not null check (channel in ('phone', 'webcall')),
  provider text not null check (provider in ('twilio', 'webcall')),
  -- The carrier's name of the caller's line; web calls have none.
  provider_sid text,
  citizen_id uuid not null references vault_citizen (id),
  contact_id uuid not null references contact (id),
  state text not null check (call_state_rank(state) is not null),
  -- The call flow's own words.
  step text not null
    check (step in ('arrived', 'language', 'topic', 'queued', 'connected', 'ended')),
  turn integer not null default 0,
  misses integer not null default 0,
  language text check (language in ('zh', 'nan', 'hak', 'en')),
  topic text check (topic in ('enquiry', 'report', 'danger')),
  agent_id uuid,
  caller_leg_id uuid not null,
  agent_leg_id uuid,
  agent_present boolean not null default false,
  on_hold boolean not null default false,
  -- The caller is being comforted because the agent's line broke.
  comforting boolean not null default false,
  conference_sid text,
  -- The media command that asks the present question, and its turn.
  prompt_id uuid,
  prompt_turn integer,
  timer text check (timer in ('digit', 'position')),
  timer_turn integer,
  timer_at timestamptz,
  -- When the reconciler asks the provider whether the line still stands.
  check_at timestamptz,
  -- The provider said that the caller's line has ended.
  line_ended_at timestamptz,
  arrived_at timestamptz not null,
  queued_at timestamptz,
  connected_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('completed', 'abandoned', 'failed', 'unknown')),
  wrap_up_code text references wrap_up_code (code),
  note_sealed bytea,
  wrapped_at timestamptz,
  check ((provider = 'twilio') = (provider_sid is not null)),
  check ((state = 'ended') = (ended_at is not null)),
  check ((state = 'ended') = (end_reason is not null)),
  check ((state = 'ended') = (check_at is null)),
  check (state <> 'connected' or agent_id is not null),
  check ((timer is null) = (timer_at is null)),
  check ((wrap_up_code is null) = (wrapped_at is null))
);
create unique index call_by_sid on call (provider, provider_sid);
-- A second wall behind routing's own: an agent talks to one caller at a time.
create unique index call_one_per_agent on call (agent_id) where state = 'connected';
create index call_unwrapped on call (agent_id, ended_at) where wrapped_at is null;
create index call_by_citizen on call (citizen_id, id desc);
create index call_by_agent on call (agent_id, id desc);
create index call_timer on call (timer_at) where timer_at is not null;
create index call_check on call (check_at) where check_at is not null;
create index call_arrived on call (arrived_at);
create index call_live on call (state) where state <> 'ended';

create function call_rank_rises() returns trigger language plpgsql as $$
begin
  if call_state_rank(new.state) < call_state_rank(old.state) then
    raise exception 'a call never goes back from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger rank_rises before update of state on call
  for each row execute function call_rank_rises();

-- Each web hook event that was applied: its row and its effect are one transaction (invariant I2).
create table webhook_inbox (
  key text primary key,
  at timestamptz not null
);
