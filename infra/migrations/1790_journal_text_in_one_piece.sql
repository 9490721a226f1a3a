-- The text a hash is taken over is the same, and is now made in one piece: a number put beside a text
-- counts as something that settings may change, and a function that says it never changes is not
-- unfolded around that. Each field was a call of its own, eleven a row.
create or replace function journal_field(field text) returns text language sql immutable as $$
  select coalesce(octet_length(field)::text || ':' || field, '-')
$$;
