-- Urgent work orders, their clocks, and who is told until somebody answers.

-- How long each clock of an order may run. A row is never changed: a new version takes over.
create table dispatch_policy (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('acknowledge', 'arrive', 'handle', 'reportBack')),
  -- Null: every type that has no row of its own.
  type_code text references matter_type (code),
  danger boolean not null,
  version integer not null check (version > 0),
  within_seconds integer not null check (within_seconds > 0),
  calendar text not null check (calendar in ('always', 'working')),
  warn_percents smallint[] not null check (0 < all (warn_percents) and 100 > all (warn_percents)),
  -- True until the city has decided: the figure is ours.
  assumed boolean not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from)
);
create unique index dispatch_policy_version
  on dispatch_policy (kind, coalesce(type_code, ''), danger, version);

insert into dispatch_policy
  (kind, danger, version, within_seconds, calendar, warn_percents, assumed, valid_from)
select kind, danger, 1, seconds, 'always', '{50,75,90}', true, '2017-01-01T00:00:00+08:00'
from (values
  ('acknowledge', true, 15 * 60), ('arrive', true, 2 * 3600),
  ('handle', true, 4 * 3600), ('reportBack', true, 4 * 3600),
  ('acknowledge', false, 2 * 3600), ('arrive', false, 24 * 3600),
  ('handle', false, 72 * 3600), ('reportBack', false, 72 * 3600)
) as assumed (kind, danger, seconds);

-- Where another agency than the type's own answers for a place: side gutters along roads narrower
-- than 6 m are the district office's.
create table agency_rule (
  type_code text primary key references matter_type (code),
  below_road_width_m numeric(4, 1) not null check (below_road_width_m > 0)
);
-- Which agency is the office of a district.
create table district_office (
  district_code text primary key references district (code),
  agency_id uuid not null references agency (id)
);

-- Sequences do not queue: orders issued at once do not wait for each other.
create sequence work_order_number;

create table work_order (
  id uuid primary key,
  number text not null unique check (number ~ '^INS\d{6}\d{5,}$'),
  case_id uuid not null references case_file (id),
  matter_id uuid not null references matter (id),
  citizen_id uuid not null references vault_citizen (id),
  agency_id uuid not null references agency (id),
  type_code text not null references matter_type (code),
  district_code text not null references district (code),
  lat double precision,
  lng double precision,
  danger boolean not null,
  -- What dispatch adds for the agency, sealed.
  instructions_sealed bytea,
  state text not null check (state in ('issued', 'acknowledged', 'onSite', 'reported', 'verified',
    'closed', 'returned', 'released', 'handedOff')),
  returns smallint not null default 0,
  closing_ground text check (closing_ground in ('report', 'photo', 'handOff', 'release')),
  issued_by text,
  issued_at timestamptz not null,
  -- The earliest due time of the clocks still running; lists are sorted by it.
  next_due_at timestamptz,
  ended_at timestamptz,
  check ((state in ('closed', 'released')) = (ended_at is not null)),
  check ((ended_at is not null) = (closing_ground is not null)),
  check ((lat is null) = (lng is null))
);
create unique index work_order_one_open on work_order (matter_id) where ended_at is null;
create index work_order_case on work_order (case_id);
create index work_order_agency_open on work_order (agency_id, next_due_at) where ended_at is null;
create index work_order_open on work_order (next_due_at) where ended_at is null;
create index work_order_agency on work_order (agency_id, issued_at desc);
create index work_order_near on work_order (lat, lng) where ended_at is null;
create index work_order_district on work_order (district_code, type_code) where ended_at is null;

-- One promise of an order. Met or breached is decided under this row's lock.
create table order_clock (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  kind text not null check (kind in ('acknowledge', 'arrive', 'handle', 'reportBack')),
  policy_id uuid not null references dispatch_policy (id),
  danger boolean not null,
  started_at timestamptz not null,
  due_at timestamptz not null check (due_at > started_at),
  warn_percents smallint[] not null,
  warn_at timestamptz[] not null check (cardinality(warn_at) = cardinality(warn_percents)),
  warned_percent smallint,
  met_at timestamptz check (met_at >= started_at),
  -- When it ceased to matter: the order was released or handed to someone else.
  stopped_at timestamptz check (stopped_at >= started_at),
  breached_at timestamptz check (breached_at = due_at),
  recorded_at timestamptz,
  -- When the sweep must look at it again: a warning, or the first millisecond after due.
  next_at timestamptz,
  check ((breached_at is null) = (recorded_at is null)),
  check (recorded_at > breached_at),
  check (met_at is null or stopped_at is null),
  -- Nothing ends late without its breach.
  check (breached_at is not null or coalesce(met_at, stopped_at, due_at) <= due_at),
  check (next_at is null or (met_at is null and stopped_at is null and breached_at is null))
);
create unique index order_clock_live on order_clock (order_id, kind)
  where met_at is null and stopped_at is null;
create index order_clock_order on order_clock (order_id);
create index order_clock_danger_next on order_clock (next_at) where danger and next_at is not null;
create index order_clock_plain_next on order_clock (next_at)
  where not danger and next_at is not null;

-- A breach is a fact: it cannot be taken back, moved, or recorded twice.
create function order_clock_facts_stand() returns trigger language plpgsql as $$
begin
  if (old.breached_at is not null and (new.breached_at, new.recorded_at)
        is distinct from (old.breached_at, old.recorded_at))
     or (old.met_at is not null and new.met_at is distinct from old.met_at)
     or (old.stopped_at is not null and new.stopped_at is distinct from old.stopped_at)
     or (new.started_at, new.kind, new.order_id)
        is distinct from (old.started_at, old.kind, old.order_id) then
    raise exception 'what clock % has recorded stands', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger facts_stand before update on order_clock
  for each row execute function order_clock_facts_stand();

-- Every acknowledgement is evidence, by whichever way it came; the first moves the order.
create table order_acknowledgement (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  via text not null check (via in ('app', 'voice', 'link', 'sms')),
  by_kind text not null,
  by_id text,
  contact_id uuid references duty_contact (id),
  at timestamptz not null
);
create unique index order_acknowledgement_once on order_acknowledgement
  (order_id, via, coalesce(contact_id::text, by_id, ''));

create table order_report (
  order_id uuid primary key references work_order (id),
  text_sealed bytea not null,
  reported_by text,
  agency_id uuid not null references agency (id),
  at timestamptz not null
);
create table order_photo (
  attachment_id uuid primary key references attachment (id),
  order_id uuid not null references work_order (id)
);
create index order_photo_order on order_photo (order_id);
create table order_hand_off (
  order_id uuid primary key references work_order (id),
  body text not null check (body in ('police', 'utility')),
  officer_sealed bytea not null,
  handed_at timestamptz not null,
  recorded_by text,
  recorded_at timestamptz not null check (recorded_at >= handed_at)
);
create table order_release (
  order_id uuid primary key references work_order (id),
  reason_sealed bytea not null,
  approver_id uuid not null references app_user (id),
  at timestamptz not null
);
create table order_return (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  agency_id uuid not null references agency (id),
  reason_sealed bytea not null,
  returned_by text,
  at timestamptz not null
);
create index order_return_order on order_return (order_id);
-- How long each agency has held an order.
create table order_holding (
  order_id uuid not null references work_order (id),
  agency_id uuid not null references agency (id),
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  primary key (order_id, agency_id, from_at)
);
create unique index order_holding_now on order_holding (order_id) where to_at is null;

-- Only legal moves, and an end only on what it needs: a closed order has a report, a closed danger
-- also one accepted ground, a release its reason and approver (invariants I9, I10).
create function work_order_rules() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'issued' then
      raise exception 'an order begins as issued' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.danger and not new.danger then
    raise exception 'order % stays a danger', old.number using errcode = 'check_violation';
  end if;
  if new.state = old.state then
    if (new.closing_ground, new.ended_at) is distinct from (old.closing_ground, old.ended_at) then
      raise exception 'the end of order % stands', old.number using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.state || '>' || new.state not in (
    'issued>acknowledged', 'issued>returned', 'issued>released', 'issued>handedOff',
    'acknowledged>onSite', 'acknowledged>reported', 'acknowledged>returned',
    'acknowledged>released', 'acknowledged>handedOff',
    'onSite>reported', 'onSite>returned', 'onSite>released', 'onSite>handedOff',
    'reported>verified', 'reported>closed', 'verified>closed',
    'returned>issued', 'returned>released',
    'handedOff>reported', 'handedOff>released') then
    raise exception 'order % cannot go from % to %', old.number, old.state, new.state
      using errcode = 'check_violation';
  end if;
  if new.state = 'released' and (new.closing_ground <> 'release'
      or not exists (select from order_release r where r.order_id = new.id)) then
    raise exception 'order % is released only with a reason and an approver', old.number
      using errcode = 'check_violation';
  end if;
  if new.state = 'closed' then
    if not exists (select from order_report r where r.order_id = new.id) then
      raise exception 'order % closes only with a report', old.number
        using errcode = 'check_violation';
    end if;
    if not (case new.closing_ground
      when 'photo' then exists (select from order_photo p
        join attachment a on a.id = p.attachment_id and a.case_id = new.case_id
        where p.order_id = new.id)
      when 'handOff' then exists (select from order_hand_off h where h.order_id = new.id)
      when 'release' then exists (select from order_release r where r.order_id = new.id)
      else not new.danger
    end) then
      raise exception 'order % closes only on an accepted ground', old.number
        using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger work_order_rules before insert or update on work_order
  for each row execute function work_order_rules();

-- One round of telling somebody until somebody answers: why, at which level it is, who has been
-- tried there, and when the next step is due if nobody has answered by then.
create table escalation (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  cause text not null check (cause in ('issued', 'breached')),
  clock_kind text check (clock_kind in ('acknowledge', 'arrive', 'handle', 'reportBack')),
  level text not null check (level in ('unit', 'chief', 'bureau', 'rdec')),
  tried uuid[] not null default '{}',
  -- The call now ringing.
  delivery_id uuid references delivery (id),
  -- A breach has said so: the next step goes a level up whoever is still being tried.
  raise boolean not null default false,
  next_step_at timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('acknowledged', 'told', 'orderMoved')),
  check ((cause = 'breached') = (clock_kind is not null)),
  check ((next_step_at is null) = (ended_at is not null)),
  check ((end_reason is null) = (ended_at is null))
);
create unique index escalation_live on escalation (order_id, cause, coalesce(clock_kind, ''))
  where next_step_at is not null;
create index escalation_order on escalation (order_id);
create index escalation_due on escalation (next_step_at) where next_step_at is not null;

-- Which call was made for which round.
create table escalation_call (
  delivery_id uuid primary key references delivery (id),
  escalation_id uuid not null references escalation (id),
  level text not null,
  contact_id uuid not null references duty_contact (id)
);
create index escalation_call_round on escalation_call (escalation_id);

revoke delete, truncate on work_order, order_clock, escalation, dispatch_policy from hotline_app;
revoke update, delete, truncate on order_acknowledgement, order_report, order_photo,
  order_hand_off, order_release, order_return, escalation_call from hotline_app;
