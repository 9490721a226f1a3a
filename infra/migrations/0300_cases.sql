-- Shared case storage: contacts, cases, their matters, attachments. Free text and addresses are
-- sealed under the citizen's key.
create table district (
  code text primary key check (code ~ '^\d{8}$'),
  name_zh text not null unique,
  name_en text not null unique,
  -- A point in the middle, for opening a map.
  lat double precision not null check (lat between -90 and 90),
  lng double precision not null check (lng between -180 and 180)
);

create table matter_type (
  code text primary key check (code ~ '^[a-z][a-zA-Z]{1,39}$'),
  name_zh text not null,
  name_en text not null,
  danger boolean not null,
  -- Who answers for it unless the agent chooses another.
  agency_code text not null references agency (code),
  -- The type's own questions: [{code, zh, en, kind, options?}].
  questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array'),
  position integer not null,
  active boolean not null default true
);

create table contact (
  id uuid primary key,
  channel text not null check (channel in ('phone', 'webcall', 'web', 'counter', 'letter', 'fax')),
  citizen_id uuid not null references vault_citizen (id),
  -- What it came by, for example a call.
  ref_type text,
  ref_id uuid,
  opened_at timestamptz not null,
  check ((ref_type is null) = (ref_id is null))
);
create unique index contact_ref on contact (ref_type, ref_id) where ref_id is not null;
create index contact_citizen on contact (citizen_id, opened_at desc);

create table case_file (
  id uuid primary key,
  number text not null unique check (number ~ '^A-TB-\d{4}-\d{5,}$'),
  contact_id uuid not null references contact (id),
  citizen_id uuid not null references vault_citizen (id),
  state text not null check (state in ('open', 'closed')),
  -- Keyed hash of the six digits the citizen was given.
  tracking_hash bytea not null check (length(tracking_hash) = 32),
  tracking_code_sealed bytea not null,
  opened_at timestamptz not null,
  opened_by text,
  closed_at timestamptz,
  closed_ground text,
  satisfaction smallint check (satisfaction between 1 and 5),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (closed_ground is not null))
);
create index case_file_citizen on case_file (citizen_id, opened_at desc);
create index case_file_contact on case_file (contact_id);
create index case_file_open on case_file (opened_at) where state = 'open';

create table matter (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  type_code text not null references matter_type (code),
  district_code text not null references district (code),
  village text,
  lat double precision check (lat between -90 and 90),
  lng double precision check (lng between -180 and 180),
  -- {address, landmark}, sealed.
  place_sealed bytea not null,
  description_sealed bytea not null,
  -- Answers to the type's questions, sealed.
  answers_sealed bytea,
  opened_at timestamptz not null,
  check ((lat is null) = (lng is null))
);
create index matter_case on matter (case_id);
create index matter_type_district on matter (type_code, district_code);

-- The agencies that may read a case, because they hold or held an order of it.
create table case_reader (
  case_id uuid not null references case_file (id),
  agency_id uuid not null references agency (id),
  granted_at timestamptz not null,
  primary key (case_id, agency_id)
);
create index case_reader_agency on case_reader (agency_id);

-- What an agent has half written, sealed; found again after a reload.
create table draft (
  agent_id uuid not null references app_user (id),
  ref_id uuid not null,
  citizen_id uuid not null references vault_citizen (id),
  sealed bytea not null,
  saved_at timestamptz not null,
  primary key (agent_id, ref_id)
);
create index draft_citizen on draft (citizen_id);

create table attachment (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  -- Whose photo it is; the citizen's own go when the citizen is erased.
  source text not null check (source in ('citizen', 'agent', 'agency')),
  agency_id uuid references agency (id),
  added_by text,
  media_type text not null check (media_type = 'image/jpeg'),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  size integer not null check (size > 0),
  sha256 bytea not null check (length(sha256) = 32),
  -- What the photo said of itself before its metadata were stripped; only stored when asked for.
  taken_at timestamptz,
  lat double precision check (lat between -90 and 90),
  lng double precision check (lng between -180 and 180),
  added_at timestamptz not null,
  check ((lat is null) = (lng is null)),
  check ((source = 'agency') = (agency_id is not null))
);
create index attachment_case on attachment (case_id, added_at);

create table attachment_bytes (
  attachment_id uuid primary key references attachment (id),
  data bytea not null
);
-- JPEG does not compress again.
alter table attachment_bytes alter column data set storage external;

-- The next case number of a year. Sequences do not queue, so two cases opened at once do not wait
-- for each other; a number given to a transaction that failed is not given again.
create function next_case_number(year integer) returns bigint language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  name constant text := 'case_number_' || year;
begin
  if year not between 2000 and 2999 then raise exception 'no such year: %', year; end if;
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(1999000300);
    execute format('create sequence if not exists %I', name);
  end if;
  return nextval(name);
end $$;
revoke all on function next_case_number(integer) from public;
grant execute on function next_case_number(integer) to hotline_app;

revoke delete, truncate on contact, case_file, matter from hotline_app;
