-- What the editors of the knowledge base need: the day an entry must be read again, and what people
-- thought of it.

alter table faq_entry
  -- Of the version that everybody sees.
  add column review_by date,
  -- The review date that its owner has been told of.
  add column review_told date;
update faq_entry e set review_by = (v.content ->> 'reviewBy')::date
  from faq_version v where v.entry_id = e.id and v.version = e.published_version;
create index faq_entry_review on faq_entry (review_by)
  where published_version is not null and review_told is distinct from review_by;

create table faq_rating (
  id uuid primary key,
  entry_id uuid not null,
  version integer not null,
  helpful boolean not null,
  at timestamptz not null,
  foreign key (entry_id, version) references faq_version (entry_id, version)
);
create index faq_rating_entry on faq_rating (entry_id, at desc);
create index faq_rating_at on faq_rating (at);
revoke update, delete, truncate on faq_rating from hotline_app;
