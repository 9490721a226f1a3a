-- Calls that a telephone let ring out lately are looked up before it is rung again.
create index automated_call_rang_out on automated_call (phone_key, ended_at)
  where answered_at is null;

-- What a duplicate brings may be due in the very instant in which its parent began.
alter table order_clock
  drop constraint order_clock_check,
  add constraint order_clock_check check (due_at >= started_at);
