-- Takes what waits by its index and by where it lies, whatever the planner thinks of a table that was
-- empty when it last looked: a walk over all that were sealed since the last vacuum cost more than
-- sealing. Only the sealer deletes and nobody updates, so a row lies where it was found. Otherwise as
-- before.
create or replace function seal_journal(held_fence bigint, max_rows integer)
  returns table (sealed integer, head bigint, lag_ms double precision)
  language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  chain journal_head%rowtype;
  entries journal_inbox[];
  texts bytea[];
  hashes bytea[] := '{}';
  ahead bigint;
  oldest timestamptz;
  one bytea;
begin
  if (select min(seq) from journal_inbox) is null then
    -- Nothing waits, as at most looks: no lock is taken and nothing written.
    return query select 0, position, 0::double precision from journal_head;
    return;
  end if;
  select * into strict chain from journal_head for update;
  if chain.fence <> held_fence then
    raise exception 'fence % is no longer the sealer''s (%)', held_fence, chain.fence
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  perform set_config('journal.sealing', 'on', true);
  with moved as (
    delete from journal_inbox
    where ctid = any (array(select ctid from journal_inbox order by seq limit max_rows))
    returning *),
  placed as (
    select moved, moved.seq, chain.position + row_number() over (order by moved.seq) as place
    from moved)
  select array_agg(moved order by seq), min((moved).inserted_at),
    array_agg(convert_to(journal_canonical(place, (moved).id, (moved).subject_type,
      (moved).subject_id, (moved).thread_id, (moved).type, (moved).version, (moved).payload,
      (moved).actor_kind, (moved).actor_id, (moved).at), 'UTF8') order by seq)
  into entries, oldest, texts from placed;
  perform set_config('journal.sealing', '', true);
  sealed := coalesce(cardinality(entries), 0);
  head := chain.position + sealed;
  lag_ms := coalesce(extract(epoch from clock_timestamp() - oldest) * 1000, 0);
  if sealed > 0 then
    -- The next partition is made half a million positions ahead of its first.
    ahead := (head + 500000) / 1000000;
    if ahead > (chain.position + 500000) / 1000000 then
      perform ensure_journal_partition(ahead * 1000000);
    end if;
    foreach one in array texts loop
      chain.hash := sha256(chain.hash || one);
      hashes := hashes || chain.hash;
    end loop;
    insert into journal
    select chain.position + nth, id, subject_type, subject_id, thread_id, type, version, payload,
      actor_kind, actor_id, at, hash
    from rows from (unnest(entries), unnest(hashes)) with ordinality as entry (seq, id,
      subject_type, subject_id, thread_id, type, version, payload, actor_kind, actor_id, at,
      inserted_at, hash, nth);
    update journal_head set position = seal_journal.head, hash = chain.hash;
    perform pg_notify('journal', head::text);
  end if;
  return next;
end $$;
