-- An agent's silent call for help, and the city's register of things that mark a place.

create table help_call (
  id uuid primary key,
  agent_id uuid not null references app_user (id),
  -- The call in which it was pressed; null when there was none.
  call_id uuid,
  asked_at timestamptz not null,
  answered_by uuid references app_user (id),
  answered_at timestamptz,
  check ((answered_by is null) = (answered_at is null))
);
-- Pressed again while it is unanswered, it is the same call for help.
create unique index help_call_open on help_call (agent_id) where answered_at is null;

-- Street-light poles, signals and landmarks with their places. Nobody's personal data.
create table place_mark (
  id uuid primary key,
  kind text not null check (kind in ('lightPole', 'signal', 'landmark')),
  -- The number on the pole, or the landmark's name.
  code text not null,
  -- The same without blanks and hyphens, in capitals: as it is searched.
  search_code text not null,
  words text,
  district_code text not null,
  lat double precision not null,
  lng double precision not null,
  source text not null,
  unique (kind, search_code)
);
create index place_mark_search on place_mark (search_code text_pattern_ops);
