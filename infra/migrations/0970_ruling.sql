-- 踢皮球: after two returns the overseeing commission (RDEC) rules which agency handles the order,
-- on a clock of its own. Its ruling binds: that agency can't send the order back.
alter table dispatch_policy
  drop constraint dispatch_policy_kind_check,
  add constraint dispatch_policy_kind_check
    check (kind in ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply', 'ruling'));
alter table order_clock
  drop constraint order_clock_kind_check,
  add constraint order_clock_kind_check
    check (kind in ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply', 'ruling'));
alter table escalation
  drop constraint escalation_clock_kind_check,
  add constraint escalation_clock_kind_check
    check (clock_kind in ('acknowledge', 'arrive', 'handle', 'reportBack', 'reply', 'ruling'));

insert into dispatch_policy
  (kind, danger, version, within_seconds, calendar, warn_percents, ladder, assumed, valid_from)
select 'ruling', danger, 1, 30 * 60, 'always', '{50,90}',
  '[{"at": 50, "level": "rdec"}, {"at": "breach", "level": "rdec"}]', false,
  '2017-01-01T00:00:00+08:00'
from (values (true), (false)) as level (danger);

create table order_ruling (
  id uuid primary key,
  order_id uuid not null references work_order (id),
  agency_id uuid not null references agency (id),
  reason_sealed bytea not null,
  ruled_by uuid not null references app_user (id),
  at timestamptz not null
);
create index order_ruling_order on order_ruling (order_id);
revoke update, delete, truncate on order_ruling from hotline_app;
