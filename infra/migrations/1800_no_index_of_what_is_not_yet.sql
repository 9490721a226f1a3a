-- What has not happened yet is in no index of when it happened: an order begins with five clocks that
-- are not missed, and each of them was written there too. Whoever asks, asks for a moment.
drop index order_clock_breached;
create index order_clock_breached on order_clock (breached_at) where breached_at is not null;
drop index work_order_ended;
create index work_order_ended on work_order (ended_at) where ended_at is not null;
alter table work_order drop constraint work_order_follow_up_of_key;
create unique index work_order_follow_up_of_key on work_order (follow_up_of)
  where follow_up_of is not null;
drop index delivery_provider_ref;
create unique index delivery_provider_ref on delivery (channel, provider_ref)
  where provider_ref is not null;
