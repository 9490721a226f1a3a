-- 台語 and 客語 are skills of their own; who asks for one is served in Mandarin when nobody free
-- speaks it, a danger at once. A fresh database is given its skills by the seed.

insert into skill (code, kind, name_zh, name_en)
  select new.* from (values
    ('nan', 'language', '台語', 'Taiwanese'),
    ('hak', 'language', '客語', 'Hakka')) as new (code, kind, name_zh, name_en)
  where exists (select from skill) on conflict do nothing;

-- Rules that somebody has decided go on, with these added to them.
update routing_rules r set rules = jsonb_set(r.rules, '{overflow}', r.rules -> 'overflow' || (
    select jsonb_agg(jsonb_build_object('afterSeconds', w.after, 'minPriority', w.priority,
      'effect', 'instead', 'skill', l.code, 'instead', 'zh', 'channel', null))
    from (values ('nan'), ('hak')) as l (code), (values (0, 9), (10, 0)) as w (after, priority)))
  where r.version = (select max(version) from routing_rules);
