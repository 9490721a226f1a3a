import { instant } from '@1999/platform';
import {
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FaqContent } from '../contract.ts';

/** An entry: where it stands, and which of its versions everybody sees. */
export const faqEntry = pgTable('faq_entry', {
  id: uuid().primaryKey(),
  key: text().notNull(),
  state: text({ enum: ['draft', 'review', 'published', 'expired'] }).notNull(),
  version: integer().notNull(),
  publishedVersion: integer('published_version'),
  validFrom: instant('valid_from'),
  validTo: instant('valid_to'),
  reviewBy: date('review_by'),
  reviewTold: date('review_told'),
  ownerId: uuid('owner_id'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** The words of one version; never changed. */
export const faqVersion = pgTable(
  'faq_version',
  {
    entryId: uuid('entry_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<FaqContent>().notNull(),
    at: instant().notNull(),
    by: text(),
  },
  (table) => [primaryKey({ columns: [table.entryId, table.version] })],
);

/** Whether an entry helped somebody who read it; nobody knows who. */
export const faqRating = pgTable('faq_rating', {
  id: uuid().primaryKey(),
  entryId: uuid('entry_id').notNull(),
  version: integer().notNull(),
  helpful: boolean().notNull(),
  at: instant().notNull(),
});

/** A pair of the city's own lexicon, from its proposal on. */
export const faqWord = pgTable('faq_word', {
  id: uuid().primaryKey(),
  word: text().notNull(),
  term: text().notNull(),
  wordKey: text('word_key').notNull(),
  termKey: text('term_key').notNull(),
  state: text({ enum: ['proposed', 'accepted', 'withdrawn'] }).notNull(),
  askedId: uuid('asked_id'),
  faqKey: text('faq_key'),
  proposedAt: instant('proposed_at').notNull(),
  proposedBy: text('proposed_by'),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
});
