-- Routing by skill levels, age, capacity and rules that change with the wait.

-- How well somebody can do it: 1 a little, 3 as the work asks, 5 as an expert.
alter table user_skill add column level smallint not null default 3 check (level between 1 and 5);

-- Why an agent is in a state, as the city words it. A reason may say how long it usually lasts.
create table state_reason (
  code text primary key check (code ~ '^[a-zA-Z0-9._-]{1,40}$'),
  state text not null check (state in ('break', 'training', 'meeting', 'system', 'offline')),
  name_zh text not null,
  name_en text not null,
  minutes integer check (minutes > 0),
  position integer not null,
  active boolean not null default true
);
insert into state_reason (code, state, name_zh, name_en, minutes, position) values
  ('lunch', 'break', '用餐', 'Meal', 30, 1),
  ('rest', 'break', '小歇', 'Rest', 15, 2),
  ('personal', 'break', '如廁或私事', 'Personal need', 10, 3),
  ('calmDown', 'break', '通話後緩和情緒', 'After a hard call', 15, 4),
  ('course', 'training', '教育訓練', 'Course', null, 5),
  ('coaching', 'training', '一對一輔導', 'Coaching', 30, 6),
  ('teamMeeting', 'meeting', '班會', 'Team meeting', null, 7),
  ('supervisorTalk', 'meeting', '與班長討論', 'With the supervisor', null, 8),
  ('equipment', 'system', '設備故障', 'Equipment fault', null, 9),
  ('network', 'system', '網路或系統異常', 'Network or system fault', null, 10),
  ('shiftOver', 'offline', '下班', 'End of shift', null, 11);

-- The rules as data; the newest version holds, none is ever changed.
create table routing_rules (
  id uuid primary key,
  version integer not null unique,
  rules jsonb not null,
  made_at timestamptz not null,
  made_by uuid
);

alter table agent_presence drop constraint agent_presence_state_check;
alter table agent_presence add constraint agent_presence_state_check check (state in ('offline',
  'ready', 'ringing', 'busy', 'wrapUp', 'break', 'training', 'meeting', 'system', 'notAnswering'));
-- The level of each skill, in the order of `skills`.
alter table agent_presence add column levels smallint[] not null default '{}';
update agent_presence set levels = array_fill(3, array[cardinality(skills)]);
alter table agent_presence add check (cardinality(levels) = cardinality(skills));
-- May something new be offered? An agent may talk on and take nothing new.
alter table agent_presence add column taking boolean not null default false;
update agent_presence set taking = state in ('ready', 'ringing');
alter table agent_presence add check (state <> 'ready' or taking);
-- When the wrap-up ends by itself.
alter table agent_presence add column ends_at timestamptz;
alter table agent_presence add check (ends_at is null or state = 'wrapUp');
create index agent_presence_ends on agent_presence (ends_at) where ends_at is not null;
drop index agent_presence_ready;
create index agent_presence_taking on agent_presence (idle_since) where taking;

-- A conversation by voice fills an agent's ears; by text there may be several.
alter table queue_entry add column medium text not null default 'voice'
  check (medium in ('voice', 'text'));
alter table queue_entry alter column medium drop default;
-- Which of the agent's places for this medium it takes: by voice there is but one (invariant I4).
alter table queue_entry add column slot smallint check (slot between 1 and 9);
update queue_entry set slot = 1 where state in ('offered', 'accepted');
alter table queue_entry add check ((state in ('offered', 'accepted')) = (slot is not null));
alter table queue_entry add check (medium = 'text' or slot = 1);
drop index queue_entry_agent_capacity;
create unique index queue_entry_agent_capacity on queue_entry (agent_id, medium, slot)
  where state in ('offered', 'accepted');
-- The moment the entry is ranked by: its arrival, less the head start of its priority.
alter table queue_entry add column rank_at timestamptz;
update queue_entry set rank_at = queued_at;
alter table queue_entry alter column rank_at set not null;
-- Who waits, as an id: whoever comes again soon is given the same agent.
alter table queue_entry add column caller_id uuid;
-- Up to which moment the rules that change with the wait have been applied.
alter table queue_entry add column looked_at timestamptz;
update queue_entry set looked_at = queued_at;
alter table queue_entry alter column looked_at set not null;
drop index queue_entry_place;
create index queue_entry_place on queue_entry (rank_at, id) where state in ('waiting', 'offered');
create index queue_entry_by_caller on queue_entry (caller_id, accepted_at desc)
  where caller_id is not null and accepted_at is not null;
create index queue_entry_queued_at on queue_entry (queued_at);
