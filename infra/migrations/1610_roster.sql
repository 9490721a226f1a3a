-- The agents' roster: shifts with their breaks, leave, and what one shift tells the next.

create table shift (
  id uuid primary key,
  agent_id uuid not null references app_user (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- [{"from": instant, "to": instant}], in order, within the shift.
  breaks jsonb not null default '[]' check (jsonb_typeof(breaks) = 'array'),
  -- Why a shift that breaks a rule of rest stands all the same, such as a typhoon (§40).
  override_reason text,
  created_at timestamptz not null,
  removed_at timestamptz,
  check (ends_at > starts_at),
  check (ends_at <= starts_at + interval '24 hours')
);
create index shift_of_agent on shift (agent_id, starts_at) where removed_at is null;
create index shift_by_time on shift (starts_at, ends_at) where removed_at is null;

create table agent_leave (
  id uuid primary key,
  agent_id uuid not null references app_user (id),
  kind text not null check (kind in ('annual', 'sick', 'personal', 'official', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  created_at timestamptz not null,
  removed_at timestamptz
);
create index agent_leave_by_time on agent_leave (ends_at) where removed_at is null;

-- What a shift hands over to the next. It is about the work and names no citizen.
create table handover_note (
  id uuid primary key,
  author_id uuid not null references app_user (id),
  words text not null,
  urgent boolean not null,
  written_at timestamptz not null,
  -- From then on nobody needs to read it.
  ends_at timestamptz not null check (ends_at > written_at)
);
create index handover_note_open on handover_note (ends_at);
create table handover_acknowledgement (
  note_id uuid not null references handover_note (id),
  user_id uuid not null references app_user (id),
  at timestamptz not null,
  primary key (note_id, user_id)
);
