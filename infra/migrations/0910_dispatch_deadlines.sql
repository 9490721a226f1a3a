-- Deadlines in full: rules by place and time of day, stored calendars, pauses, extensions, cycles of
-- reopened orders, and duplicates that go with their parent.

-- A working calendar is a row a version: the windows of each weekday, and what single dates have
-- instead (`{"2026-09-28": {"windows": [], "name": "…"}}`). Deadlines keep which version they used.
create table working_calendar (
  id uuid primary key default gen_random_uuid(),
  code text not null check (code ~ '^[a-z][a-zA-Z0-9-]{1,39}$' and code <> 'always'),
  version integer not null check (version > 0),
  week jsonb not null check (jsonb_typeof(week) = 'object'),
  dates jsonb not null check (jsonb_typeof(dates) = 'object'),
  published_by text,
  published_at timestamptz not null,
  unique (code, version)
);

-- The national calendar as it is known today: weekends and holidays off, make-up days on.
insert into working_calendar (code, version, week, dates, published_at)
select 'working', 1,
  jsonb_build_object('1', hours, '2', hours, '3', hours, '4', hours, '5', hours,
    '6', '[]'::jsonb, '7', '[]'::jsonb),
  (select jsonb_object_agg(date, jsonb_build_object('name', name, 'windows',
    case day when 'on' then hours else '[]'::jsonb end)) from (values
  ('2017-01-01', 'off', '開國紀念日'), ('2017-01-02', 'off', '補假'), ('2017-01-27', 'off', '農曆除夕'),
  ('2017-01-28', 'off', '春節'), ('2017-01-29', 'off', '春節'), ('2017-01-30', 'off', '春節'),
  ('2017-01-31', 'off', '補假'), ('2017-02-01', 'off', '補假'), ('2017-02-18', 'on', '調整上班'),
  ('2017-02-27', 'off', '調整放假'), ('2017-02-28', 'off', '和平紀念日'), ('2017-04-03', 'off', '補假'),
  ('2017-04-04', 'off', '兒童節及民族掃墓節'), ('2017-05-29', 'off', '調整放假'),
  ('2017-05-30', 'off', '端午節'), ('2017-06-03', 'on', '調整上班'), ('2017-09-30', 'on', '調整上班'),
  ('2017-10-04', 'off', '中秋節'), ('2017-10-09', 'off', '調整放假'), ('2017-10-10', 'off', '國慶日'),
  ('2018-01-01', 'off', '開國紀念日'), ('2018-02-15', 'off', '農曆除夕'), ('2018-02-16', 'off', '春節'),
  ('2018-02-17', 'off', '春節'), ('2018-02-18', 'off', '春節'), ('2018-02-19', 'off', '補假'),
  ('2018-02-20', 'off', '補假'), ('2018-02-28', 'off', '和平紀念日'), ('2018-03-31', 'on', '調整上班'),
  ('2018-04-04', 'off', '兒童節'), ('2018-04-05', 'off', '民族掃墓節'),
  ('2018-04-06', 'off', '調整放假'), ('2018-06-18', 'off', '端午節'), ('2018-09-24', 'off', '中秋節'),
  ('2018-10-10', 'off', '國慶日'), ('2018-12-22', 'on', '調整上班'), ('2018-12-31', 'off', '調整放假'),
  ('2019-01-01', 'off', '開國紀念日'), ('2019-01-19', 'on', '調整上班'),
  ('2019-02-04', 'off', '農曆除夕'), ('2019-02-05', 'off', '春節'), ('2019-02-06', 'off', '春節'),
  ('2019-02-07', 'off', '春節'), ('2019-02-08', 'off', '調整放假'), ('2019-02-23', 'on', '調整上班'),
  ('2019-02-28', 'off', '和平紀念日'), ('2019-03-01', 'off', '調整放假'),
  ('2019-04-04', 'off', '兒童節'), ('2019-04-05', 'off', '民族掃墓節'), ('2019-06-07', 'off', '端午節'),
  ('2019-09-13', 'off', '中秋節'), ('2019-10-05', 'on', '調整上班'), ('2019-10-10', 'off', '國慶日'),
  ('2019-10-11', 'off', '調整放假'), ('2020-01-01', 'off', '開國紀念日'),
  ('2020-01-23', 'off', '調整放假'), ('2020-01-24', 'off', '農曆除夕'), ('2020-01-25', 'off', '春節'),
  ('2020-01-26', 'off', '春節'), ('2020-01-27', 'off', '春節'), ('2020-01-28', 'off', '補假'),
  ('2020-01-29', 'off', '補假'), ('2020-02-15', 'on', '調整上班'), ('2020-02-28', 'off', '和平紀念日'),
  ('2020-04-02', 'off', '補假'), ('2020-04-03', 'off', '放假'),
  ('2020-04-04', 'off', '兒童節及民族掃墓節'), ('2020-06-20', 'on', '調整上班'),
  ('2020-06-25', 'off', '端午節'), ('2020-06-26', 'off', '調整放假'), ('2020-09-26', 'on', '調整上班'),
  ('2020-10-01', 'off', '中秋節'), ('2020-10-02', 'off', '調整放假'), ('2020-10-09', 'off', '補假'),
  ('2020-10-10', 'off', '國慶日'), ('2021-01-01', 'off', '開國紀念日'),
  ('2021-02-10', 'off', '調整放假'), ('2021-02-11', 'off', '農曆除夕'), ('2021-02-12', 'off', '春節'),
  ('2021-02-13', 'off', '春節'), ('2021-02-14', 'off', '春節'), ('2021-02-15', 'off', '補假'),
  ('2021-02-16', 'off', '補假'), ('2021-02-20', 'on', '補行上班'), ('2021-02-28', 'off', '和平紀念日'),
  ('2021-03-01', 'off', '補假'), ('2021-04-02', 'off', '補假'),
  ('2021-04-04', 'off', '兒童節及民族掃墓節'), ('2021-04-05', 'off', '補假'),
  ('2021-06-14', 'off', '端午節'), ('2021-09-11', 'on', '補行上班'), ('2021-09-20', 'off', '調整放假'),
  ('2021-09-21', 'off', '中秋節'), ('2021-10-10', 'off', '國慶日'), ('2021-10-11', 'off', '補假'),
  ('2021-12-31', 'off', '補假'), ('2022-01-01', 'off', '開國紀念日'), ('2022-01-22', 'on', '補行上班'),
  ('2022-01-31', 'off', '農曆除夕'), ('2022-02-01', 'off', '春節'), ('2022-02-02', 'off', '春節'),
  ('2022-02-03', 'off', '春節'), ('2022-02-04', 'off', '調整放假'), ('2022-02-28', 'off', '和平紀念日'),
  ('2022-04-04', 'off', '兒童節'), ('2022-04-05', 'off', '民族掃墓節'), ('2022-06-03', 'off', '端午節'),
  ('2022-09-09', 'off', '補假'), ('2022-09-10', 'off', '中秋節'), ('2022-10-10', 'off', '國慶日'),
  ('2023-01-01', 'off', '開國紀念日'), ('2023-01-02', 'off', '補假'), ('2023-01-07', 'on', '補行上班'),
  ('2023-01-20', 'off', '小年夜'), ('2023-01-21', 'off', '農曆除夕'), ('2023-01-22', 'off', '春節'),
  ('2023-01-23', 'off', '春節'), ('2023-01-24', 'off', '春節'), ('2023-01-25', 'off', '補假'),
  ('2023-01-26', 'off', '補假'), ('2023-01-27', 'off', '調整放假'), ('2023-02-04', 'on', '補行上班'),
  ('2023-02-18', 'on', '補行上班'), ('2023-02-27', 'off', '調整放假'),
  ('2023-02-28', 'off', '和平紀念日'), ('2023-03-25', 'on', '補行上班'),
  ('2023-04-03', 'off', '調整放假'), ('2023-04-04', 'off', '兒童節'),
  ('2023-04-05', 'off', '民族掃墓節'), ('2023-06-17', 'on', '補行上班'),
  ('2023-06-22', 'off', '端午節'), ('2023-06-23', 'off', '調整放假'), ('2023-09-23', 'on', '補行上班'),
  ('2023-09-29', 'off', '中秋節'), ('2023-10-09', 'off', '調整放假'), ('2023-10-10', 'off', '國慶日'),
  ('2024-01-01', 'off', '開國紀念日'), ('2024-02-08', 'off', '小年夜'),
  ('2024-02-09', 'off', '農曆除夕'), ('2024-02-10', 'off', '春節'), ('2024-02-11', 'off', '春節'),
  ('2024-02-12', 'off', '春節'), ('2024-02-13', 'off', '補假'), ('2024-02-14', 'off', '補假'),
  ('2024-02-17', 'on', '補行上班'), ('2024-02-28', 'off', '和平紀念日'),
  ('2024-04-04', 'off', '兒童節及民族掃墓節'), ('2024-04-05', 'off', '補假'),
  ('2024-06-10', 'off', '端午節'), ('2024-09-17', 'off', '中秋節'), ('2024-10-10', 'off', '國慶日'),
  ('2025-01-01', 'off', '開國紀念日'), ('2025-01-27', 'off', '小年夜'),
  ('2025-01-28', 'off', '農曆除夕'), ('2025-01-29', 'off', '春節'), ('2025-01-30', 'off', '春節'),
  ('2025-01-31', 'off', '春節'), ('2025-02-08', 'on', '補行上班'), ('2025-02-28', 'off', '和平紀念日'),
  ('2025-04-03', 'off', '補假'), ('2025-04-04', 'off', '兒童節及民族掃墓節'),
  ('2025-05-30', 'off', '補假'), ('2025-05-31', 'off', '端午節'),
  ('2025-09-28', 'off', '孔子誕辰紀念日'), ('2025-09-29', 'off', '補假'),
  ('2025-10-06', 'off', '中秋節'), ('2025-10-10', 'off', '國慶日'), ('2025-10-24', 'off', '補假'),
  ('2025-10-25', 'off', '臺灣光復暨金門古寧頭大捷紀念日'), ('2025-12-25', 'off', '行憲紀念日'),
  ('2026-01-01', 'off', '開國紀念日'), ('2026-02-15', 'off', '小年夜'),
  ('2026-02-16', 'off', '農曆除夕'), ('2026-02-17', 'off', '春節'), ('2026-02-18', 'off', '春節'),
  ('2026-02-19', 'off', '春節'), ('2026-02-20', 'off', '補假'), ('2026-02-27', 'off', '補假'),
  ('2026-02-28', 'off', '和平紀念日'), ('2026-04-03', 'off', '補假'), ('2026-04-04', 'off', '兒童節'),
  ('2026-04-05', 'off', '清明節'), ('2026-04-06', 'off', '補假'), ('2026-05-01', 'off', '勞動節'),
  ('2026-06-19', 'off', '端午節'), ('2026-09-25', 'off', '中秋節'),
  ('2026-09-28', 'off', '孔子誕辰紀念日/教師節'), ('2026-10-09', 'off', '補假'),
  ('2026-10-10', 'off', '國慶日'), ('2026-10-25', 'off', '臺灣光復暨金門古寧頭大捷紀念日'),
  ('2026-10-26', 'off', '補假'), ('2026-12-25', 'off', '行憲紀念日')
  ) as known (date, day, name)),
  '2017-01-01T00:00:00+08:00'
from (values ('[{"from": "08:00", "to": "12:00"}, {"from": "13:30", "to": "17:30"}]'::jsonb))
  as office (hours);

create function row_stands() returns trigger language plpgsql as $$
begin
  raise exception 'a version of % is never changed; a new one takes over', tg_table_name
    using errcode = 'check_violation';
end $$;
create trigger row_stands before update on working_calendar
  for each row execute function row_stands();

-- Rules by type, danger, district and time of day (Taipei; from after to runs over midnight).
alter table dispatch_policy
  drop constraint dispatch_policy_kind_check,
  drop constraint dispatch_policy_calendar_check,
  add constraint dispatch_policy_kind_check
    check (kind in ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply')),
  add constraint dispatch_policy_calendar_check check (calendar ~ '^[a-z][a-zA-Z0-9-]{1,39}$'),
  add column district_code text references district (code),
  add column time_from time,
  add column time_to time,
  -- Who is told when: `at` is a warning percentage or "breach"; `level` a level, or "above" for the
  -- one above the highest told so far.
  add column ladder jsonb not null default '[{"at": "breach", "level": "above"}]'
    check (jsonb_typeof(ladder) = 'array'),
  -- Whether it was also meant for the orders open when it was made.
  add column recompute boolean not null default false,
  add column made_by text,
  add constraint dispatch_policy_time check ((time_from is null) = (time_to is null)
    and time_from <> time_to);
drop index dispatch_policy_version;
create unique index dispatch_policy_version on dispatch_policy (kind, coalesce(type_code, ''),
  danger, coalesce(district_code, ''), coalesce(time_from::text, ''), coalesce(time_to::text, ''),
  version);
create trigger row_stands before update on dispatch_policy
  for each row execute function row_stands();

-- The reply to the citizen: figures of ours until the city has decided.
insert into dispatch_policy
  (kind, danger, version, within_seconds, calendar, warn_percents, assumed, valid_from)
values ('reply', true, 1, 24 * 3600, 'always', '{50,75,90}', true, '2017-01-01T00:00:00+08:00'),
  ('reply', false, 1, 5 * 8 * 3600, 'working', '{50,75,90}', true, '2017-01-01T00:00:00+08:00');

-- A change of rules or calendar that the open clocks have yet to follow, in batches of orders.
create table clock_recompute (
  id uuid primary key,
  policy_id uuid references dispatch_policy (id),
  calendar_code text,
  calendar_version integer,
  asked_by text,
  asked_at timestamptz not null,
  -- The last order looked at.
  after_id uuid,
  -- When there is something to do again; null when all is done.
  next_at timestamptz,
  orders integer not null default 0,
  foreign key (calendar_code, calendar_version) references working_calendar (code, version),
  check ((policy_id is null) <> (calendar_code is null)),
  check ((calendar_code is null) = (calendar_version is null))
);
create index clock_recompute_due on clock_recompute (next_at) where next_at is not null;

alter table work_order
  drop constraint work_order_closing_ground_check,
  add constraint work_order_closing_ground_check
    check (closing_ground in ('report', 'photo', 'handOff', 'release', 'merged')),
  -- 1, and one more each time it is reopened.
  add column cycle smallint not null default 1 check (cycle > 0),
  -- The order whose duplicate this is, and since when.
  add column parent_id uuid references work_order (id) check (parent_id <> id),
  add column attached_at timestamptz,
  add constraint work_order_attached check ((parent_id is null) = (attached_at is null));
create index work_order_parent on work_order (parent_id) where parent_id is not null;

alter table order_clock
  drop constraint order_clock_kind_check,
  add constraint order_clock_kind_check
    check (kind in ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply')),
  add column cycle smallint not null default 1 check (cycle > 0),
  add column calendar_code text not null default 'always',
  add column calendar_version integer,
  -- Due by rule and calendar alone, when an extension or a duplicate has moved `due_at`.
  add column original_due_at timestamptz,
  -- The last target a supervisor approved.
  add column approved_due_at timestamptz,
  -- No change of rules may set it due before this moment, at which the change was made.
  add column not_before timestamptz,
  -- Stands still since; `due_at` is then as if it had gone on at once.
  add column paused_at timestamptz,
  -- The parent's clocks stand for it since.
  add column merged_at timestamptz,
  add constraint order_clock_calendar foreign key (calendar_code, calendar_version)
    references working_calendar (code, version),
  add constraint order_clock_calendar_version
    check ((calendar_code = 'always') = (calendar_version is null)),
  add constraint order_clock_still check ((paused_at is null and merged_at is null)
    or (next_at is null and met_at is null and stopped_at is null)),
  add constraint order_clock_paused_in_time check (paused_at < due_at);

create or replace function order_clock_facts_stand() returns trigger language plpgsql as $$
begin
  if (old.breached_at is not null and (new.breached_at, new.recorded_at)
        is distinct from (old.breached_at, old.recorded_at))
     or (old.met_at is not null and new.met_at is distinct from old.met_at)
     or (old.stopped_at is not null and new.stopped_at is distinct from old.stopped_at)
     or ((old.met_at is not null or old.stopped_at is not null)
       and new.due_at is distinct from old.due_at)
     or (new.started_at, new.kind, new.order_id, new.cycle)
        is distinct from (old.started_at, old.kind, old.order_id, old.cycle) then
    raise exception 'what clock % has recorded stands', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Time that does not count, for the clocks named; a supervisor approves it and says why.
create table order_pause (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  kinds text[] not null check (cardinality(kinds) > 0
    and kinds <@ array['arrive', 'handle', 'reportBack', 'reply']),
  reason_sealed bytea not null,
  approver_id uuid not null references app_user (id),
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  ended_by text
);
create index order_pause_order on order_pause (order_id);

-- More time: asked by the agency, granted or refused by a supervisor, each with a reason.
create table order_extension (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  cycle smallint not null check (cycle > 0),
  kinds text[] not null check (cardinality(kinds) > 0
    and kinds <@ array['arrive', 'handle', 'reportBack', 'reply']),
  asked_by text,
  asked_at timestamptz not null,
  until_at timestamptz not null check (until_at > asked_at),
  reason_sealed bytea not null,
  decision text check (decision in ('granted', 'refused')),
  decided_by uuid references app_user (id),
  decided_at timestamptz check (decided_at >= asked_at),
  decision_reason_sealed bytea,
  granted_until timestamptz check (granted_until > decided_at),
  check ((decision is null) = (decided_at is null)),
  check ((decision is null) = (decided_by is null)),
  check ((decision is null) = (decision_reason_sealed is null)),
  check ((decision is not distinct from 'granted') = (granted_until is not null))
);
create index order_extension_order on order_extension (order_id);
create unique index order_extension_asked on order_extension (order_id) where decision is null;

-- A pause once ended and a decision once made stand.
create function order_pause_stands() returns trigger language plpgsql as $$
begin
  if old.to_at is not null or (to_jsonb(new) - '{to_at,ended_by}'::text[])
      <> (to_jsonb(old) - '{to_at,ended_by}'::text[]) then
    raise exception 'pause % stands', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pause_stands before update on order_pause
  for each row execute function order_pause_stands();
create function order_extension_stands() returns trigger language plpgsql as $$
begin
  if old.decision is not null or (new.order_id, new.cycle, new.kinds, new.until_at, new.asked_at)
      is distinct from (old.order_id, old.cycle, old.kinds, old.until_at, old.asked_at) then
    raise exception 'extension % stands', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger extension_stands before update on order_extension
  for each row execute function order_extension_stands();

create table order_reopening (
  order_id uuid not null references work_order (id),
  -- The cycle it began.
  cycle smallint not null check (cycle > 1),
  reason_sealed bytea not null,
  approver_id uuid not null references app_user (id),
  at timestamptz not null,
  primary key (order_id, cycle)
);

-- What closes a cycle belongs to that cycle.
alter table order_report add column cycle smallint not null default 1,
  drop constraint order_report_pkey, add primary key (order_id, cycle);
alter table order_hand_off add column cycle smallint not null default 1,
  drop constraint order_hand_off_pkey, add primary key (order_id, cycle);
alter table order_release add column cycle smallint not null default 1,
  drop constraint order_release_pkey, add primary key (order_id, cycle);
alter table order_photo add column cycle smallint not null default 1;
-- A second cycle is acknowledged anew.
alter table order_acknowledgement add column cycle smallint not null default 1;
drop index order_acknowledgement_once;
create unique index order_acknowledgement_once on order_acknowledgement
  (order_id, cycle, via, coalesce(contact_id::text, by_id, ''));

-- Only legal moves, and an end only on what it needs (invariants I9, I10); now also the merge into
-- a closed parent, and the reopening that begins a new cycle.
create or replace function work_order_rules() returns trigger language plpgsql as $$
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
  if new.cycle <> old.cycle + (old.state = 'closed' and new.state = 'issued')::int then
    raise exception 'order % begins a cycle only when it is reopened', old.number
      using errcode = 'check_violation';
  end if;
  if new.state = old.state then
    if (new.closing_ground, new.ended_at) is distinct from (old.closing_ground, old.ended_at) then
      raise exception 'the end of order % stands', old.number using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.state = 'closed' and new.closing_ground = 'merged' then
    if old.state = 'released' or not exists (select from work_order p
        where p.id = new.parent_id and p.state = 'closed') then
      raise exception 'order % merges only into a closed one', old.number
        using errcode = 'check_violation';
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
    'handedOff>reported', 'handedOff>released', 'closed>issued')
    -- A duplicate goes with its parent from wherever it stands.
    and not (new.state = 'released' and old.state <> 'closed' and exists (select from work_order p
      where p.id = new.parent_id and p.state = 'released')) then
    raise exception 'order % cannot go from % to %', old.number, old.state, new.state
      using errcode = 'check_violation';
  end if;
  if new.state = 'released' and (new.closing_ground <> 'release' or not exists (
      select from order_release r where r.order_id = new.id and r.cycle = new.cycle)) then
    raise exception 'order % is released only with a reason and an approver', old.number
      using errcode = 'check_violation';
  end if;
  if old.state = 'closed' and not exists (
      select from order_reopening r where r.order_id = new.id and r.cycle = new.cycle) then
    raise exception 'order % is reopened only with a reason and an approver', old.number
      using errcode = 'check_violation';
  end if;
  if new.state = 'closed' then
    if not exists (
        select from order_report r where r.order_id = new.id and r.cycle = new.cycle) then
      raise exception 'order % closes only with a report', old.number
        using errcode = 'check_violation';
    end if;
    if not (case new.closing_ground
      when 'photo' then exists (select from order_photo p
        join attachment a on a.id = p.attachment_id and a.case_id = new.case_id
        where p.order_id = new.id and p.cycle = new.cycle)
      when 'handOff' then exists (
        select from order_hand_off h where h.order_id = new.id and h.cycle = new.cycle)
      when 'release' then exists (
        select from order_release r where r.order_id = new.id and r.cycle = new.cycle)
      else not new.danger
    end) then
      raise exception 'order % closes only on an accepted ground', old.number
        using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

-- A ladder may have somebody told at a warning already.
alter table escalation
  drop constraint escalation_clock_kind_check,
  drop constraint escalation_cause_check,
  drop constraint escalation_check,
  add constraint escalation_clock_kind_check
    check (clock_kind in ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply')),
  add constraint escalation_cause_check check (cause in ('issued', 'warned', 'breached')),
  add constraint escalation_check check ((cause = 'issued') = (clock_kind is null));

revoke update, delete, truncate on working_calendar, dispatch_policy, order_reopening
  from hotline_app;
revoke delete, truncate on order_pause, order_extension, clock_recompute from hotline_app;
