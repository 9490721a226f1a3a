-- Web push to the devices of an agency's people, and a row for each try of a delivery.

alter table delivery drop constraint delivery_channel_check;
alter table delivery add constraint delivery_channel_check
  check (channel in ('app', 'voice', 'sms', 'email', 'webhook', 'open311', 'push'));
alter table delivery drop constraint delivery_to_kind_check;
alter table delivery add constraint delivery_to_kind_check
  check (to_kind in ('agency', 'dutyContact', 'citizen', 'device'));
alter table agency_channel drop constraint agency_channel_channel_check;
alter table agency_channel add constraint agency_channel_channel_check
  check (channel in ('app', 'voice', 'sms', 'email', 'webhook', 'open311', 'push'));

-- The one key pair that signs push messages (VAPID): browsers tie their subscriptions to it.
create table push_key (
  only_one boolean primary key default true check (only_one),
  public_key text not null,
  -- The private half is sealed under a vault key of its own.
  key_id uuid not null references vault_citizen (id),
  private_sealed bytea not null,
  created_at timestamptz not null
);
revoke update, delete, truncate on push_key from hotline_app;

-- A browser that is to be told of orders while the app is closed. Where it is told is sealed; the
-- keyed hash of its address finds it again.
create table push_device (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  address_key bytea not null check (length(address_key) = 32),
  key_id uuid not null references vault_citizen (id),
  sealed bytea not null,
  created_at timestamptz not null,
  ended_at timestamptz check (ended_at >= created_at),
  end_reason text check (end_reason in ('turnedOff', 'gone', 'replaced')),
  check ((ended_at is null) = (end_reason is null))
);
create unique index push_device_live on push_device (address_key) where ended_at is null;
create index push_device_user on push_device (user_id) where ended_at is null;
revoke delete, truncate on push_device from hotline_app;

-- Each try of a delivery, in a row of its own: a try again leaves the one before as it was.
create table delivery_attempt (
  delivery_id uuid not null references delivery (id),
  n int not null check (n > 0),
  channel text not null,
  state text not null check (state in ('queued', 'sent', 'delivered', 'failed', 'acknowledged')),
  started_at timestamptz not null,
  -- When it came to its state; none while the try is in hand.
  ended_at timestamptz check (ended_at >= started_at),
  reason text,
  -- When the next was to follow, as was decided at its end.
  next_try_at timestamptz,
  provider_ref text,
  primary key (delivery_id, n),
  check ((state = 'queued') = (ended_at is null)),
  check (next_try_at is null or state = 'failed')
);
revoke truncate on delivery_attempt from hotline_app;

-- Of what was sent before there were rows for it, the last try is known.
insert into delivery_attempt
    (delivery_id, n, channel, state, started_at, ended_at, reason, provider_ref)
  select id, attempts, channel, state, queued_at,
    case when state <> 'queued'
      then coalesce(acknowledged_at, failed_at, delivered_at, sent_at, queued_at) end,
    reason, provider_ref
  from delivery where attempts > 0;
