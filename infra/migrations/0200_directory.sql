-- People and agencies: who may sign in, who answers for what, whom to ring when something is due.
create table agency (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('bureau', 'utility', 'district', 'oversight')),
  active boolean not null default true,
  created_at timestamptz not null
);

create table app_user (
  id uuid primary key,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  -- The name a person works under, as colleagues see it.
  display_name text not null,
  role text not null check (role in ('agent', 'supervisor', 'agency', 'admin')),
  agency_id uuid references agency (id),
  locale text not null check (locale in ('zh-Hant-TW', 'en')),
  password_hash text not null,
  -- Seeded with the demo city; signs in nowhere else, whatever database is carried over.
  demo boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  check ((role = 'agency') = (agency_id is not null))
);
create index app_user_agency on app_user (agency_id) where agency_id is not null;

create table skill (
  code text primary key check (code ~ '^[a-z][a-zA-Z-]{1,39}$'),
  kind text not null check (kind in ('topic', 'language')),
  name_zh text not null,
  name_en text not null
);
create table user_skill (
  user_id uuid not null references app_user (id),
  skill_code text not null references skill (code),
  primary key (user_id, skill_code)
);

-- Whom to ring. Name and number are sealed under a vault key of this person's own.
create table duty_contact (
  id uuid primary key,
  agency_id uuid not null references agency (id),
  level text not null check (level in ('unit', 'chief', 'bureau', 'rdec')),
  position integer not null check (position > 0),
  title_zh text not null,
  title_en text not null,
  person_id uuid not null references vault_citizen (id),
  name_sealed bytea not null,
  phone_sealed bytea not null,
  -- Taipei wall time; both absent means day and night. From after to runs over midnight.
  duty_from time,
  duty_to time,
  -- ISO weekdays, Monday 1 to Sunday 7; a night belongs to the day it begins on.
  weekdays smallint[] not null default '{1,2,3,4,5,6,7}'
    check (cardinality(weekdays) > 0 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
  active boolean not null default true,
  check ((duty_from is null) = (duty_to is null)),
  check (duty_from <> duty_to)
);
create unique index duty_contact_order on duty_contact (agency_id, level, position) where active;

-- A sign-in. Its refresh tokens are one family: revoked together.
create table session (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  started_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > started_at),
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('signed_out', 'token_reused', 'user_changed')),
  check ((revoked_at is null) = (revoked_reason is null))
);
create index session_live on session (user_id) where revoked_at is null;
create index session_end on session (expires_at);

create table refresh_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  session_id uuid not null references session (id),
  issued_at timestamptz not null,
  used_at timestamptz
);
create index refresh_token_session on refresh_token (session_id);
-- One token of a family is the newest; all others have been used.
create unique index refresh_token_newest on refresh_token (session_id) where used_at is null;

-- Wrong guesses against something guarded by a secret, under a keyed hash of what was guessed at.
create table attempt_guard (
  guard_key bytea primary key check (length(guard_key) = 32),
  failures integer not null check (failures > 0),
  since timestamptz not null,
  locked_until timestamptz
);
create index attempt_guard_since on attempt_guard (since);
