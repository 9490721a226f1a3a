-- Incidents: open orders of one type that lie within that type's own distance and time of each
-- other; and surges: many orders of one type in a district within minutes.

-- A row a version, the newest counts; no type: every type without a rule of its own.
create table incident_rule (
  id uuid primary key default gen_random_uuid(),
  type_code text,
  version integer not null check (version > 0),
  metres integer not null check (metres between 1 and 5000),
  minutes integer not null check (minutes between 1 and 43200),
  surge_orders integer not null check (surge_orders between 2 and 10000),
  surge_minutes integer not null check (surge_minutes between 1 and 1440),
  -- The figure is ours; the city has not decided it.
  assumed boolean not null,
  made_by text,
  made_at timestamptz not null,
  unique nulls not distinct (type_code, version)
);
insert into incident_rule
  (type_code, version, metres, minutes, surge_orders, surge_minutes, assumed, made_at)
select code, 1, metres, minutes, orders, surge, true, '2017-01-01T00:00:00+08:00'
from (values
  (null, 100, 120, 10, 30),
  ('pothole', 30, 1440, 10, 60),
  ('streetLight', 150, 4320, 10, 60),
  ('fallenTree', 50, 720, 10, 30),
  ('flooding', 300, 180, 8, 15),
  ('signalFault', 50, 240, 8, 15),
  ('powerCut', 1000, 240, 8, 15),
  ('waterLeak', 150, 720, 8, 30),
  ('gasLeak', 300, 120, 4, 15)
) as rule (code, metres, minutes, orders, surge);
revoke update, delete, truncate on incident_rule from hotline_app;

create table incident (
  id uuid primary key,
  type_code text not null,
  district_code text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check (closed_at >= opened_at)
);
create index incident_open on incident (opened_at desc) where closed_at is null;
create index incident_closed on incident (closed_at desc) where closed_at is not null;
revoke delete, truncate on incident from hotline_app;

create table incident_order (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  order_id uuid not null references work_order (id),
  joined_at timestamptz not null,
  left_at timestamptz,
  check (left_at >= joined_at)
);
-- An order belongs to one incident at a time.
create unique index incident_order_now on incident_order (order_id) where left_at is null;
create index incident_order_incident on incident_order (incident_id);
revoke delete, truncate on incident_order from hotline_app;

create table surge (
  id uuid primary key,
  type_code text not null,
  district_code text not null,
  from_at timestamptz not null,
  -- The last moment at which there were as many as the rule says.
  held_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  orders integer not null check (orders > 0),
  -- How many there were when supervisors were last alarmed.
  alarmed_orders integer not null check (alarmed_orders > 0),
  minutes integer not null check (minutes > 0)
);
create unique index surge_one_open on surge (type_code, district_code) where ended_at is null;
create index surge_ends on surge (ends_at) where ended_at is null;
revoke delete, truncate on surge from hotline_app;
