import { instant } from '@1999/platform';
import { boolean, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { AgentState, EntryState } from '../contract.ts';

/** What each agent is doing now. */
export const agentPresence = pgTable('agent_presence', {
  agentId: uuid('agent_id').primaryKey(),
  state: text().$type<AgentState>().notNull(),
  reason: text(),
  skills: text().array().notNull(),
  since: instant().notNull(),
  idleSince: instant('idle_since'),
  seenAt: instant('seen_at').notNull(),
});

/** Whatever waits, or waited, for an agent. */
export const queueEntry = pgTable('queue_entry', {
  id: uuid().primaryKey(),
  channel: text().notNull(),
  refId: uuid('ref_id').notNull(),
  skills: text().array().notNull(),
  language: text().notNull(),
  priority: smallint().notNull(),
  state: text().$type<EntryState>().notNull(),
  queuedAt: instant('queued_at').notNull(),
  agentId: uuid('agent_id'),
  acceptedAt: instant('accepted_at'),
  endedAt: instant('ended_at'),
  /** The one agent who is asked first. */
  forAgent: uuid('for_agent'),
  /** Nobody else is asked: when that agent does not take it, it leaves the queue. */
  onlyAgent: boolean('only_agent').notNull().default(false),
});
export type QueueEntryRow = typeof queueEntry.$inferSelect;

export type OfferState = 'open' | 'accepted' | 'declined' | 'timedOut' | 'withdrawn';

/** Each time an entry rang at an agent. */
export const offer = pgTable('offer', {
  id: uuid().primaryKey(),
  entryId: uuid('entry_id').notNull(),
  agentId: uuid('agent_id').notNull(),
  state: text().$type<OfferState>().notNull(),
  offeredAt: instant('offered_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  settledAt: instant('settled_at'),
});
export type OfferRow = typeof offer.$inferSelect;
