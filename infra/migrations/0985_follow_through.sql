-- What happens after the work is said to be done, or is no dispatch's work: reports that somebody
-- else must confirm, orders turned into petitions, and follow-up orders for those who were not
-- satisfied.

-- Whether reports of a type must be confirmed before the order closes (全民督工). A row a version,
-- the newest counts; a type without a row needs none.
create table verification_rule (
  id uuid primary key,
  type_code text not null references matter_type (code),
  version integer not null check (version > 0),
  required boolean not null,
  made_by text,
  made_at timestamptz not null,
  unique (type_code, version)
);
revoke update, delete, truncate on verification_rule from hotline_app;

create function needs_verification(type text) returns boolean language sql stable as $$
  select coalesce((select r.required from verification_rule r where r.type_code = type
    order by r.version desc limit 1), false)
$$;

-- An inspector found that the report is not true: the order goes back with new clocks.
create table report_refusal (
  order_id uuid not null references work_order (id),
  -- The cycle whose report was refused.
  cycle smallint not null check (cycle > 0),
  reason_sealed bytea not null,
  refused_by uuid not null references app_user (id),
  at timestamptz not null,
  primary key (order_id, cycle)
);
revoke update, delete, truncate on report_refusal from hotline_app;

create table order_petition (
  order_id uuid primary key references work_order (id),
  reason_sealed bytea not null,
  approver_id uuid not null references app_user (id),
  at timestamptz not null
);
revoke update, delete, truncate on order_petition from hotline_app;

-- The closed order whose citizen was not satisfied with it; each is followed up once.
alter table work_order add column follow_up_of uuid unique references work_order (id);

alter table dispatch_policy
  drop constraint dispatch_policy_kind_check,
  add constraint dispatch_policy_kind_check check (kind in
    ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply', 'ruling', 'petition'));
alter table order_clock
  drop constraint order_clock_kind_check,
  add constraint order_clock_kind_check check (kind in
    ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply', 'ruling', 'petition'));
alter table escalation
  drop constraint escalation_clock_kind_check,
  add constraint escalation_clock_kind_check check (clock_kind in
    ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply', 'ruling', 'petition'));
-- 15 working days of 8 hours stay under the cap of 30 days (處理人民陳情案件要點), also over the
-- longest holidays.
insert into dispatch_policy
  (kind, danger, version, within_seconds, calendar, warn_percents, ladder, assumed, valid_from)
values ('petition', false, 1, 15 * 8 * 3600, 'working', '{50,75,90}',
  '[{"at": "breach", "level": "above"}]', true, '2017-01-01T00:00:00+08:00');

-- Only legal moves, and an end only on what it needs (invariants I9, I10); now also a refused
-- report, which begins a new cycle, and no close before a confirmation that its type needs.
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
  if new.cycle
      <> old.cycle + (old.state in ('closed', 'reported') and new.state = 'issued')::int then
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
    'reported>verified', 'reported>closed', 'verified>closed', 'reported>issued',
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
  if old.state = 'reported' and new.state = 'issued' and not exists (
      select from report_refusal r where r.order_id = new.id and r.cycle = old.cycle) then
    raise exception 'the report of order % is refused only with a reason', old.number
      using errcode = 'check_violation';
  end if;
  if new.state = 'closed' then
    if not exists (
        select from order_report r where r.order_id = new.id and r.cycle = new.cycle) then
      raise exception 'order % closes only with a report', old.number
        using errcode = 'check_violation';
    end if;
    if old.state = 'reported' and new.closing_ground <> 'release'
        and needs_verification(new.type_code) then
      raise exception 'order % closes only once its report is confirmed', old.number
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
