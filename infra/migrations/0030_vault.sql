-- Personal data. Only ciphertext, keyed hashes and masked-by-code values ever leave these tables.
create table vault_citizen (
  id uuid primary key,
  -- The citizen's own data key, wrapped by the master key; gone for ever once erased.
  wrapped_key bytea,
  -- Which master key wrapped it.
  key_version smallint not null,
  created_at timestamptz not null,
  erased_at timestamptz,
  check ((wrapped_key is null) = (erased_at is not null))
);

create table vault_field (
  citizen_id uuid not null references vault_citizen (id),
  field text not null check (field in ('name', 'phone', 'email', 'address')),
  sealed bytea not null,
  updated_at timestamptz not null,
  primary key (citizen_id, field)
);

-- Look-up by phone without the phone: HMAC-SHA256 of its E.164 form. The citizen's row may follow
-- in the same transaction, so that whoever claims the number first makes the citizen.
create table vault_phone (
  phone_index bytea primary key check (length(phone_index) = 32),
  citizen_id uuid not null unique references vault_citizen (id) deferrable initially deferred
);

-- Who read which personal data, when, and what for. Only ever added to.
create table vault_access (
  id bigint generated always as identity primary key,
  citizen_id uuid not null references vault_citizen (id),
  actor_kind text not null,
  actor_id text,
  fields text[] not null check (cardinality(fields) > 0),
  purpose text not null check (purpose <> ''),
  at timestamptz not null
);
create index vault_access_citizen on vault_access (citizen_id, at);

revoke update, delete, truncate on vault_access from hotline_app;
revoke delete, truncate on vault_citizen from hotline_app;
