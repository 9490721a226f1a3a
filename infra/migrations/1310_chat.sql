-- Text conversations: citizen, bot and agent. What is said is sealed under a key of the chat's own:
-- the vault's key of the nameless citizen that every chat is given.

create table chat_session (
  id uuid primary key,
  citizen_id uuid not null references vault_citizen (id),
  contact_id uuid not null references contact (id),
  state text not null check (state in ('bot', 'waiting', 'live', 'ended')),
  language text not null check (language in ('zh', 'en')),
  -- Danger words were said: it goes first in the queue.
  danger boolean not null default false,
  opened_at timestamptz not null,
  -- The last thing anybody said.
  last_at timestamptz not null,
  last_seq integer not null default 0,
  -- What the conversation is in the middle of, sealed.
  dialogue_sealed bytea,
  -- Nobody was on duty when a person was asked for.
  call_back_offered boolean not null default false,
  agent_id uuid references app_user (id),
  queued_at timestamptz,
  taken_at timestamptz,
  -- How far the agent has read.
  seen_seq integer not null default 0,
  ended_at timestamptz,
  ended_by text check (ended_by in ('citizen', 'agent', 'idle')),
  wrapped_at timestamptz,
  note_sealed bytea,
  -- Messages of the minute that began then.
  minute_from timestamptz not null,
  minute_count integer not null default 0,
  citizen_typing_until timestamptz,
  agent_typing_until timestamptz,
  forgotten_at timestamptz,
  check ((state = 'ended') = (ended_at is not null)),
  check (state <> 'live' or agent_id is not null),
  check (state <> 'waiting' or queued_at is not null)
);
create index chat_session_agent on chat_session (agent_id, id desc) where agent_id is not null;
create index chat_session_idle on chat_session (last_at) where state <> 'ended';
create index chat_session_forget on chat_session (ended_at) where forgotten_at is null;

create table chat_message (
  id uuid primary key,
  session_id uuid not null references chat_session (id),
  seq integer not null check (seq > 0),
  said_by text not null check (said_by in ('citizen', 'bot', 'agent', 'system')),
  agent_id uuid references app_user (id),
  at timestamptz not null,
  text_sealed bytea,
  notice text,
  -- Of a bot's answer: {outcome, reason, citations, choices, confidence, actions, numbers, by}.
  reply jsonb check (jsonb_typeof(reply) = 'object'),
  -- The citizen's message it answers.
  reply_to uuid unique references chat_message (id),
  unique (session_id, seq),
  check ((said_by = 'bot') = (reply is not null)),
  check ((said_by = 'agent') <= (agent_id is not null)),
  check ((said_by = 'system') = (notice is not null))
);

-- Photos of a report that is not filed yet; they move to its case.
create table chat_photo (
  id uuid primary key,
  session_id uuid not null references chat_session (id),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  data bytea not null,
  added_at timestamptz not null
);
create index chat_photo_session on chat_photo (session_id, added_at);
alter table chat_photo alter column data set storage external;

create table chat_case (
  session_id uuid not null references chat_session (id),
  case_id uuid not null references case_file (id),
  kind text not null check (kind in ('report', 'callBack')),
  primary key (session_id, case_id)
);

-- The hours in which a person may be asked for, Taipei's; null is always.
create table chat_setting (
  single boolean primary key default true check (single),
  opens time,
  closes time,
  updated_at timestamptz not null,
  check ((opens is null) = (closes is null))
);

revoke delete, truncate on chat_session, chat_message, chat_case, chat_setting from hotline_app;
