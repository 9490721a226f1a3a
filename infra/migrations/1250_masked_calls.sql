-- Masked calls (隱碼通話): a crew member talks to a citizen without either seeing the other's number.

-- The telephone a signed-in person is reached by, sealed under a vault key of its own. It is no
-- citizen's: nobody finds it by the number.
create table user_phone (
  user_id uuid primary key references app_user (id),
  key_id uuid not null references vault_citizen (id),
  phone_sealed bytea not null,
  set_at timestamptz not null
);
revoke truncate on user_phone from hotline_app;

-- One call: the person who asked is rung first and, once they press a key, the citizen. Both
-- numbers are looked up at the moment they are dialled and stand in no row of this table.
create table masked_call (
  id uuid primary key,
  purpose text not null,
  ref_type text not null,
  ref_id uuid not null,
  thread_id uuid,
  agency_id uuid,
  user_id uuid not null,
  citizen_id uuid not null references vault_citizen (id),
  provider_ref text,
  asked_at timestamptz not null,
  placed_at timestamptz,
  answered_at timestamptz,
  connecting_at timestamptz,
  talking_at timestamptz,
  ended_at timestamptz check (ended_at >= asked_at),
  end_reason text,
  -- Without a sign of the line until then it counts as lost.
  check_at timestamptz,
  check ((ended_at is null) = (end_reason is null)),
  check ((ended_at is null) = (check_at is not null))
);
create unique index masked_call_one_a_user on masked_call (user_id) where ended_at is null;
create unique index masked_call_one_a_citizen on masked_call (citizen_id) where ended_at is null;
create index masked_call_lost on masked_call (check_at) where check_at is not null;
create index masked_call_about on masked_call (ref_id);
revoke delete, truncate on masked_call from hotline_app;
