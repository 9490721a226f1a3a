-- What is due of the rounds of telling people is found by its index, dangers first: as many as are
-- wanted, however many more are due. A round is as dangerous as its order, which stays what it is.
alter table escalation add column danger boolean;
update escalation e set danger = o.danger from work_order o where o.id = e.order_id;
alter table escalation alter column danger set not null;

drop index escalation_due;
create index escalation_danger_due on escalation (next_step_at)
  where danger and next_step_at is not null;
create index escalation_plain_due on escalation (next_step_at)
  where not danger and next_step_at is not null;
