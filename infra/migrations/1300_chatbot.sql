-- The chatbot: what it answered, by codes and ids; its switch; what the language model has used.

create table bot_decision (
  -- The bot's message in the chat.
  id uuid primary key,
  session_id uuid not null,
  -- Under whose key the question is sealed: every chat has one of its own.
  citizen_id uuid not null references vault_citizen (id),
  at timestamptz not null,
  -- Of Taipei.
  day date not null,
  language text not null check (length(language) <= 10),
  outcome text not null check (outcome in ('answer', 'choices', 'handoff', 'emergency')),
  reason text check (reason in ('refer', 'clarify', 'out_of_scope', 'report', 'track',
    'small_talk', 'person')),
  confidence real not null check (confidence between 0 and 1),
  -- What it was answered with, or offered.
  faq_ids text[] not null,
  nearest_faq text,
  nearest_title text,
  category text,
  answered_by text not null,
  danger text,
  -- Which version of the prompt composed it.
  prompt text,
  -- Without personal data, and sealed besides.
  question_sealed bytea,
  thumb text check (thumb in ('up', 'down')),
  handled text check (handled in ('similar', 'entry', 'dismissed')),
  handled_faq text,
  handled_by text,
  handled_at timestamptz,
  check ((handled is null) = (handled_at is null))
);
create index bot_decision_day on bot_decision (day);
create index bot_decision_session on bot_decision (session_id);
create index bot_decision_unanswered on bot_decision (id desc)
  where handled is null and reason in ('out_of_scope', 'clarify');
create index bot_decision_badly_rated on bot_decision (id desc)
  where handled is null and thumb = 'down';

create table bot_setting (
  single boolean primary key default true check (single),
  bot_on boolean not null,
  model_on boolean not null,
  updated_at timestamptz not null,
  updated_by text
);

-- Tokens and cost (millionths of the price's currency) that the model took, and that are set aside
-- for a question under way.
create table bot_usage_day (
  day date primary key,
  tokens bigint not null check (tokens >= 0),
  cost_micro bigint not null check (cost_micro >= 0)
);
create table bot_usage_session (
  session_id uuid primary key,
  tokens bigint not null check (tokens >= 0),
  at timestamptz not null
);

revoke delete, truncate on bot_decision, bot_setting, bot_usage_day from hotline_app;
