-- Whom a call was placed to, so that what is queued for them meanwhile joins it at once.
alter table automated_call add column to_id uuid;
create index automated_call_to on automated_call (to_id) where ended_at is null;

-- A round may name a call that is written by its transaction's last statement.
alter table escalation alter constraint escalation_delivery_id_fkey deferrable initially deferred;
