-- Ways to tell an agency: one call at a time to a telephone, and channels beside the telephone.

alter table delivery drop constraint delivery_channel_check;
alter table delivery add constraint delivery_channel_check
  check (channel in ('app', 'voice', 'sms', 'email', 'webhook', 'open311'));
-- Which call speaks it, or spoke it; and in which order a call speaks what waits for it.
alter table delivery add column call_id uuid;
alter table delivery add column urgent boolean not null default false;
alter table delivery add column due_at timestamptz;
-- Which of the agency's channels it goes by, where the agency has chosen one.
alter table delivery add column agency_channel_id uuid;
-- What waits for a call in progress needs no time of its own: the call's end settles it.
alter table delivery drop constraint delivery_check1;
alter table delivery add constraint delivery_goes_on
  check (state <> 'queued' or next_try_at is not null or call_id is not null);

-- One automated call: a telephone has one at a time, whoever is being told of whatever.
create table automated_call (
  id uuid primary key,
  -- Keyed hash of the number: two places on a roster may be one telephone.
  phone_key bytea not null check (length(phone_key) = 32),
  provider_ref text,
  started_at timestamptz not null,
  answered_at timestamptz,
  -- The message being spoken; an answer names its own.
  current_id uuid references delivery (id),
  -- Nothing joins any more: the goodbye is being said, or an agent is on the line.
  closing_at timestamptz,
  -- Without a sign of the line until then it counts as lost.
  check_at timestamptz,
  ended_at timestamptz check (ended_at >= started_at),
  end_reason text,
  check ((ended_at is null) = (end_reason is null)),
  check ((ended_at is null) = (check_at is not null))
);
create unique index automated_call_one_at_a_time on automated_call (phone_key)
  where ended_at is null;
create index automated_call_lost on automated_call (check_at) where check_at is not null;
alter table delivery add foreign key (call_id) references automated_call (id);
create index delivery_call on delivery (call_id) where call_id is not null;
revoke delete, truncate on automated_call from hotline_app;

-- How an agency is told, by level and several ways at once. No row for a level: its open app and
-- the telephone. Where it is an address, it is sealed under a vault key of its own.
create table agency_channel (
  id uuid primary key,
  agency_id uuid not null references agency (id),
  level text not null check (level in ('normal', 'danger')),
  channel text not null check (channel in ('app', 'voice', 'sms', 'email', 'webhook', 'open311')),
  key_id uuid references vault_citizen (id),
  target_sealed bytea,
  secret_sealed bytea,
  active boolean not null default true,
  created_at timestamptz not null,
  check ((channel in ('email', 'webhook', 'open311')) = (target_sealed is not null)),
  check ((key_id is null) = (target_sealed is null)),
  check (secret_sealed is null or target_sealed is not null),
  check (channel <> 'webhook' or secret_sealed is not null)
);
create unique index agency_channel_once on agency_channel (agency_id, level, channel)
  where active and target_sealed is null;
create index agency_channel_agency on agency_channel (agency_id) where active;
alter table delivery add foreign key (agency_channel_id) references agency_channel (id);
revoke delete, truncate on agency_channel from hotline_app;

-- An agency's own system may answer a web hook with its acknowledgement.
alter table order_acknowledgement drop constraint order_acknowledgement_via_check;
alter table order_acknowledgement add constraint order_acknowledgement_via_check
  check (via in ('app', 'voice', 'link', 'sms', 'system'));
