-- The application works as a lesser role than the owner who migrates.
do $$
begin
  if not exists (select from pg_roles where rolname = 'hotline_app') then
    begin
      create role hotline_app nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
end $$;
grant hotline_app to current_user;
grant usage on schema public to hotline_app;
alter default privileges in schema public
  grant select, insert, update, delete on tables to hotline_app;
alter default privileges in schema public grant usage, select on sequences to hotline_app;
alter default privileges in schema public grant execute on functions to hotline_app;

-- A repeat of a command is recognised here and gets the first answer again.
create table command_receipt (
  key text primary key,
  input_hash text not null,
  result jsonb,
  at timestamptz not null
);

-- Which rooms have the rows they begin with already: those of every city, and the demo's.
create table seed_done (
  room text not null,
  part text not null check (part in ('reference', 'demo')),
  primary key (room, part)
);
