-- The city's own words: what people say, and the official term for it, found in questions that were
-- asked in vain. They stand beside the lexicon that comes with the engine.

create table faq_word (
  id uuid primary key,
  word text not null check (length(word) between 1 and 20),
  term text not null check (length(term) between 1 and 30),
  -- Both as the engine compares them.
  word_key text not null check (word_key <> ''),
  term_key text not null check (term_key <> '' and term_key <> word_key),
  state text not null check (state in ('proposed', 'accepted', 'withdrawn')),
  -- The bot's question it was found in, and the entry that was meant; a file brings neither.
  asked_id uuid,
  faq_key text check (length(faq_key) between 1 and 100),
  proposed_at timestamptz not null,
  proposed_by text,
  decided_at timestamptz,
  decided_by text,
  check ((state = 'proposed') = (decided_at is null))
);
create unique index faq_word_pair on faq_word (word_key, term_key) where state <> 'withdrawn';
create index faq_word_list on faq_word (state, proposed_at desc, id desc);
revoke delete, truncate on faq_word from hotline_app;

-- A question may be dealt with by a word as well.
alter table bot_decision drop constraint bot_decision_handled_check;
alter table bot_decision add constraint bot_decision_handled_check
  check (handled in ('similar', 'entry', 'word', 'dismissed'));
