-- The journal: what happened, once and for ever. Commands insert rows into journal_inbox without a
-- position, so they never queue behind each other; the sealer moves committed rows to journal,
-- where each gets a gapless position and a hash chained to the row before.
create table journal_inbox (
  seq bigint generated always as identity primary key,
  id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  thread_id uuid,
  type text not null check (type ~ '^[a-zA-Z]+\.[a-zA-Z]+$'),
  version integer not null check (version > 0),
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  actor_kind text not null,
  actor_id text,
  at timestamptz not null,
  inserted_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

create table journal (
  position bigint primary key,
  id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  thread_id uuid,
  type text not null,
  version integer not null,
  payload jsonb not null,
  actor_kind text not null,
  actor_id text,
  at timestamptz not null,
  hash bytea not null check (octet_length(hash) = 32)
) partition by range (position);
create index journal_by_thread on journal (thread_id, position) where thread_id is not null;
create index journal_by_subject on journal (subject_id, position);
create index journal_by_type on journal (type, position);

-- Where the chain ends, and the fence: only the sealer that took it last may seal.
create table journal_head (
  single boolean primary key default true check (single),
  position bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  fence bigint not null
);
insert into journal_head (position, hash, fence)
values (0, decode(repeat('00', 32), 'hex'), 0);

-- Refuses every change to what was written, to the owner as well. Rows leave the inbox only by the
-- hand of seal_journal, which sets journal.sealing while it runs.
create function refuse_journal_change() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'journal_inbox' and tg_op = 'DELETE'
     and current_setting('journal.sealing', true) = 'on' then
    return null;
  end if;
  raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on journal_inbox
  for each statement execute function refuse_journal_change();
create trigger append_only before update or delete on journal
  for each row execute function refuse_journal_change();
create trigger never_truncated before truncate on journal
  for each statement execute function refuse_journal_change();

-- Makes the partition that holds `wanted`, a million positions each. Attached rather than created
-- in place, because that lets readers go on meanwhile.
create function ensure_journal_partition(wanted bigint) returns void language plpgsql
  set search_path = public, pg_temp as $$
declare
  size constant bigint := 1000000;
  number constant bigint := wanted / size;
  name constant text := 'journal_p' || lpad(number::text, 5, '0');
begin
  if to_regclass(name) is not null then return; end if;
  execute format('create table %I (like journal including defaults including constraints)', name);
  execute format('revoke all on %I from public, hotline_app', name);
  execute format('grant select on %I to hotline_app', name);
  execute format('alter table journal attach partition %I for values from (%s) to (%s)',
    name, number * size, (number + 1) * size);
  execute format('create trigger never_truncated before truncate on %I
    for each statement execute function refuse_journal_change()', name);
end $$;
select ensure_journal_partition(0), ensure_journal_partition(1000000);

-- One field of the text a hash is taken over: its length in bytes, a colon, and its text; "-"
-- stands for null.
create function journal_field(field text) returns text language sql immutable as $$
  select coalesce(octet_length(field) || ':' || field, '-')
$$;

-- The text a row's hash is taken over: its fields, one after another. The moment is in whole
-- microseconds since 1970.
create function journal_canonical(
  row_position bigint, row_id uuid, subject_type text, subject_id uuid, thread_id uuid, type text,
  version integer, payload jsonb, actor_kind text, actor_id text, happened timestamptz
) returns text language sql stable as $$
  select journal_field(row_position::text) || journal_field(row_id::text)
    || journal_field(subject_type) || journal_field(subject_id::text)
    || journal_field(thread_id::text) || journal_field(type) || journal_field(version::text)
    || journal_field(payload::text) || journal_field(actor_kind) || journal_field(actor_id)
    || journal_field((extract(epoch from happened) * 1000000)::bigint::text)
$$;

-- Makes the caller the one sealer: every earlier fence is refused from now on.
create function take_journal_seal() returns bigint language sql security definer
  set search_path = public, pg_temp as $$
  update journal_head set fence = fence + 1 returning fence
$$;

-- Seals up to `max_rows` committed rows, in the order of seq, and tells listeners once. A row of a
-- transaction that commits later may have a lower seq than rows sealed already: it takes the next
-- free position then. Within one subject the order still holds, because commands hold the
-- subject's row lock from before their insert until their commit, so a later seq of the same
-- subject is drawn only after the earlier one is committed and visible.
create function seal_journal(held_fence bigint, max_rows integer)
  returns table (sealed integer, head bigint, lag_ms double precision)
  language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  chain journal_head%rowtype;
  entry journal_inbox%rowtype;
  oldest timestamptz;
begin
  if not exists (select from journal_inbox) then
    -- Nothing waits, as at most looks: no lock is taken and nothing written.
    return query select 0, position, 0::double precision from journal_head;
    return;
  end if;
  select * into strict chain from journal_head for update;
  if chain.fence <> held_fence then
    raise exception 'fence % is no longer the sealer''s (%)', held_fence, chain.fence
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  sealed := 0;
  perform set_config('journal.sealing', 'on', true);
  for entry in
    with moved as (
      delete from journal_inbox
      where seq in (select seq from journal_inbox order by seq limit max_rows)
      returning *)
    select * from moved order by seq
  loop
    sealed := sealed + 1;
    oldest := least(oldest, entry.inserted_at);
    chain.position := chain.position + 1;
    if chain.position % 1000000 = 500000 then
      perform ensure_journal_partition(chain.position + 1000000);
    end if;
    chain.hash := sha256(chain.hash || convert_to(journal_canonical(chain.position, entry.id,
      entry.subject_type, entry.subject_id, entry.thread_id, entry.type, entry.version,
      entry.payload, entry.actor_kind, entry.actor_id, entry.at), 'UTF8'));
    insert into journal values (chain.position, entry.id, entry.subject_type, entry.subject_id,
      entry.thread_id, entry.type, entry.version, entry.payload, entry.actor_kind, entry.actor_id,
      entry.at, chain.hash);
  end loop;
  perform set_config('journal.sealing', '', true);
  head := chain.position;
  lag_ms := coalesce(extract(epoch from clock_timestamp() - oldest) * 1000, 0);
  if sealed > 0 then
    update journal_head set position = chain.position, hash = chain.hash;
    perform pg_notify('journal', chain.position::text);
  end if;
  return next;
end $$;

-- What has happened so far, sealed or not yet (position null then): for the histories people read.
-- Order by position nulls last, seq.
create view journal_all as
  select position, null::bigint as seq, id, subject_type, subject_id, thread_id, type, version,
         payload, actor_kind, actor_id, at
  from journal
  union all
  select null, seq, id, subject_type, subject_id, thread_id, type, version, payload, actor_kind,
         actor_id, at
  from journal_inbox;

revoke all on journal_inbox, journal, journal_head, journal_all from public, hotline_app;
grant select, insert on journal_inbox to hotline_app;
grant select on journal, journal_head, journal_all to hotline_app;
revoke all on function ensure_journal_partition(bigint), take_journal_seal(),
  seal_journal(bigint, integer) from public, hotline_app;
grant execute on function take_journal_seal(), seal_journal(bigint, integer) to hotline_app;

-- How far each reaction has come. A reaction starts at the beginning of the journal; one that shall
-- not answer the past gets its row, at the head's position, from the migration that brings it.
create table journal_cursor (
  name text primary key,
  types text[] not null,
  position bigint not null default 0,
  attempts integer not null default 0,
  retry_at timestamptz
);

-- Events that a reaction could not answer, set aside so that later ones are answered.
create table reaction_failure (
  reaction text not null,
  position bigint not null,
  event_id uuid not null,
  error text not null,
  at timestamptz not null,
  primary key (reaction, position)
);

-- One row a running job worker; `beat` grows while it lives.
create table job_worker (
  pool_id text primary key,
  beat bigint not null default 0
);
