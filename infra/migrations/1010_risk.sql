-- The risk of missing: a model fitted on past orders, and what it says of each open one.

-- One training. The newest row decides: `on` only when it beat the base rate on later orders.
create table risk_model (
  id uuid primary key,
  trained_at timestamptz not null,
  -- The first and the last start of the clocks it was fitted and checked on.
  history_from timestamptz,
  history_to timestamptz check (history_to >= history_from),
  -- Fitted on what had come due before this moment, checked on what began at it or later.
  split_at timestamptz,
  rows integer not null check (rows >= 0),
  misses integer not null check (misses between 0 and rows),
  brier double precision check (brier between 0 and 1),
  base_brier double precision check (base_brier between 0 and 1),
  state text not null check (state in ('on', 'off')),
  reason text check (reason in ('tooFewOrders', 'tooFewMisses', 'tooFewMet', 'notBetter')),
  coefficients jsonb check (jsonb_typeof(coefficients) = 'object'),
  calibration jsonb not null check (jsonb_typeof(calibration) = 'array'),
  -- The open orders that have yet to get their chance by it: the last looked at, and when to go on.
  after_id uuid,
  next_at timestamptz,
  check ((state = 'on') = (reason is null)),
  check ((state = 'on') = (coefficients is not null)),
  check (state = 'off' or brier < base_brier)
);
create index risk_model_newest on risk_model (trained_at desc, id desc);
create index risk_model_due on risk_model (next_at) where next_at is not null;

-- A model once made stands; only how far its chances have been handed out moves on.
create function risk_model_stands() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{after_id,next_at}'::text[]) <> (to_jsonb(old) - '{after_id,next_at}'::text[])
  then
    raise exception 'model % stands', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger risk_model_stands before update on risk_model
  for each row execute function risk_model_stands();

-- The chance of an order's cycle, as reckoned from what was known when it began. Without foreign
-- keys to the order and the clock, which are never deleted: the locks those take would stand in the
-- way of commands and of the sweep.
create table order_risk (
  order_id uuid primary key,
  cycle smallint not null check (cycle > 0),
  -- The clock it is about.
  clock_id uuid not null,
  model_id uuid not null references risk_model (id),
  chance double precision not null check (chance between 0 and 1)
);

-- How many orders an agency had in hand at a moment.
create index order_holding_agency on order_holding (agency_id, to_at);

revoke delete, truncate on risk_model, order_risk from hotline_app;
