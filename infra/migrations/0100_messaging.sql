-- One thing sent outside: each row is one message to one receiver on one channel.
create table delivery (
  id uuid primary key,
  channel text not null check (channel in ('app', 'voice', 'sms')),
  purpose text not null,
  -- What it is about, and the case whose story it belongs to.
  ref_type text not null,
  ref_id uuid not null,
  thread_id uuid,
  agency_id uuid,
  to_kind text not null check (to_kind in ('agency', 'dutyContact', 'citizen')),
  to_id uuid not null,
  -- Codes and ids for the composer; the text itself is made at send time and never stored.
  params jsonb not null default '{}',
  state text not null check (state in ('queued', 'sent', 'delivered', 'failed', 'acknowledged')),
  attempts int not null default 0 check (attempts >= 0),
  -- When to try again, while it is queued.
  next_try_at timestamptz,
  provider_ref text,
  -- Why it failed, as a code; or which key the receiver pressed.
  reason text,
  digit text check (digit ~ '^[0-9*#]$'),
  queued_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  acknowledged_at timestamptz,
  failed_at timestamptz,
  check (next_try_at is null or state = 'queued'),
  check (state <> 'queued' or next_try_at is not null),
  check (channel <> 'app' or to_kind = 'agency')
);
create unique index delivery_provider_ref on delivery (channel, provider_ref);
create index delivery_ref on delivery (ref_id, queued_at);
create index delivery_waiting on delivery (next_try_at) where next_try_at is not null;

-- A delivery's state rank only rises, whatever order a carrier's callbacks come in.
create function delivery_rank(state text) returns int language sql immutable as $$
  select array_position(array['queued', 'sent', 'delivered', 'failed', 'acknowledged'], state)
$$;
create function delivery_state_only_rises() returns trigger language plpgsql as $$
begin
  if delivery_rank(new.state) < delivery_rank(old.state) then
    raise exception 'delivery % cannot go from % back to %', old.id, old.state, new.state;
  end if;
  return new;
end $$;
create trigger delivery_state_only_rises before update of state on delivery
  for each row execute function delivery_state_only_rises();
