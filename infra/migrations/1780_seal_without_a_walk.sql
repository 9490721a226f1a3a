-- Takes what waits by its index, whatever the planner thinks of a table that was empty when it last
-- looked: a walk over all that were sealed since the last vacuum cost more than sealing.
alter function seal_journal(bigint, integer) set enable_seqscan = off;
