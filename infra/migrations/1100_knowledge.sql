-- The knowledge base: entries, every version of their words, and what everybody sees of them.

create table faq_entry (
  id uuid primary key,
  -- The name that files, links and citations use.
  key text not null unique check (length(key) between 1 and 100),
  state text not null check (state in ('draft', 'review', 'published', 'expired')),
  -- The newest words, which the editor works on.
  version integer not null check (version > 0),
  -- The words that everybody sees; an entry may be edited while its last version stays public.
  published_version integer check (published_version between 1 and version),
  -- Of the version that everybody sees.
  valid_from timestamptz,
  valid_to timestamptz,
  owner_id uuid references app_user (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (state <> 'published' or published_version = version),
  check (state <> 'expired' or published_version is null),
  check (valid_to > valid_from)
);
create index faq_entry_expiry on faq_entry (valid_to) where published_version is not null;
create index faq_entry_list on faq_entry (state, updated_at desc, id desc);

create table faq_version (
  entry_id uuid not null references faq_entry (id),
  version integer not null check (version > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  at timestamptz not null,
  by text,
  primary key (entry_id, version)
);
alter table faq_entry add constraint faq_entry_published_words
  foreign key (id, published_version) references faq_version (entry_id, version)
  deferrable initially deferred;

-- What has been said stays as it was said.
revoke update, delete, truncate on faq_version from hotline_app;
revoke delete, truncate on faq_entry from hotline_app;
