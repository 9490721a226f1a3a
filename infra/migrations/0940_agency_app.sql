-- What the agencies' app adds: what a device says of its own time, excused breaches, the colleague
-- an order is handed to, and links for contractors and utilities without an account.

-- The server's receipt decides every clock; what the device's own clock said is kept beside it.
create table order_device_time (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  action text not null check (action in ('acknowledge', 'arrive', 'report')),
  device_at timestamptz not null,
  received_at timestamptz not null
);
create index order_device_time_order on order_device_time (order_id);

-- A breach stands for ever; an excuse stands beside it.
create table clock_excuse (
  clock_id uuid primary key references order_clock (id),
  order_id uuid not null references work_order (id),
  reason_sealed bytea not null,
  excused_by uuid not null references app_user (id),
  at timestamptz not null
);
create index clock_excuse_order on clock_excuse (order_id);
create function only_a_breach_is_excused() returns trigger language plpgsql as $$
begin
  if not exists (select from order_clock k where k.id = new.clock_id
      and k.order_id = new.order_id and k.breached_at is not null) then
    raise exception 'clock % has no breach to excuse', new.clock_id
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_a_breach_is_excused before insert on clock_excuse
  for each row execute function only_a_breach_is_excused();

-- Who of the agency has the order in hand now; it is void once another agency holds the order.
create table order_assignee (
  order_id uuid primary key references work_order (id),
  agency_id uuid not null references agency (id),
  user_id uuid not null references app_user (id),
  assigned_by text,
  at timestamptz not null
);
create index order_assignee_user on order_assignee (user_id);

-- A link opens one order for as long as the agency that made it holds the order, and no longer
-- than its end.
create table contractor_link (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  agency_id uuid not null references agency (id),
  made_by text,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at)
);
create index contractor_link_order on contractor_link (order_id);

-- What an agency has ended in a month, for its head.
create index work_order_agency_ended on work_order (agency_id, ended_at)
  where ended_at is not null;

revoke update, delete, truncate on order_device_time, clock_excuse, contractor_link
  from hotline_app;
revoke truncate on order_assignee from hotline_app;
