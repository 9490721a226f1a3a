-- What the boards count by time of day.
create index call_connected on call (connected_at);
create index case_file_opened on case_file (opened_at);
create index work_order_issued on work_order (issued_at);
create index work_order_ended on work_order (ended_at);
create index order_clock_breached on order_clock (breached_at);
