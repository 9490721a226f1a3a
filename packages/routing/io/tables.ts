import { instant } from '@1999/platform';
import { boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type {
  AgentState,
  ChosenState,
  EntryState,
  LeaveKind,
  Medium,
  RoutingRules,
  Stretch,
} from '../contract.ts';

/** What each agent is doing now. */
export const agentPresence = pgTable('agent_presence', {
  agentId: uuid('agent_id').primaryKey(),
  state: text().$type<AgentState>().notNull(),
  reason: text(),
  skills: text().array().notNull(),
  levels: smallint().array().notNull(),
  taking: boolean().notNull(),
  since: instant().notNull(),
  idleSince: instant('idle_since'),
  seenAt: instant('seen_at').notNull(),
  endsAt: instant('ends_at'),
});

/** Whatever waits, or waited, for an agent. */
export const queueEntry = pgTable('queue_entry', {
  id: uuid().primaryKey(),
  channel: text().notNull(),
  medium: text().$type<Medium>().notNull(),
  refId: uuid('ref_id').notNull(),
  skills: text().array().notNull(),
  language: text().notNull(),
  priority: smallint().notNull(),
  state: text().$type<EntryState>().notNull(),
  queuedAt: instant('queued_at').notNull(),
  rankAt: instant('rank_at').notNull(),
  lookedAt: instant('looked_at').notNull(),
  callerId: uuid('caller_id'),
  slot: smallint(),
  agentId: uuid('agent_id'),
  acceptedAt: instant('accepted_at'),
  endedAt: instant('ended_at'),
  /** The one agent who is asked first. */
  forAgent: uuid('for_agent'),
  /** Nobody else is asked: when that agent does not take it, it leaves the queue. */
  onlyAgent: boolean('only_agent').notNull().default(false),
  /** Who handed it on, and is not asked again while somebody else can take it. */
  notFor: uuid('not_for'),
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

/** Why an agent is in a state. */
export const stateReason = pgTable('state_reason', {
  code: text().primaryKey(),
  state: text().$type<ChosenState>().notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  minutes: integer(),
  position: integer().notNull(),
  active: boolean().notNull(),
});

/** The rules of routing, version by version. */
export const routingRules = pgTable('routing_rules', {
  id: uuid().primaryKey(),
  version: integer().notNull(),
  rules: jsonb().$type<RoutingRules>().notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: uuid('made_by'),
});

/** Who is on duty when. */
export const shift = pgTable('shift', {
  id: uuid().primaryKey(),
  agentId: uuid('agent_id').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  breaks: jsonb().$type<Stretch[]>().notNull(),
  overrideReason: text('override_reason'),
  createdAt: instant('created_at').notNull(),
  removedAt: instant('removed_at'),
});
export type ShiftRow = typeof shift.$inferSelect;

/** Who is away when. */
export const agentLeave = pgTable('agent_leave', {
  id: uuid().primaryKey(),
  agentId: uuid('agent_id').notNull(),
  kind: text().$type<LeaveKind>().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  createdAt: instant('created_at').notNull(),
  removedAt: instant('removed_at'),
});
export type LeaveRow = typeof agentLeave.$inferSelect;

/** What one shift tells the next. */
export const handoverNote = pgTable('handover_note', {
  id: uuid().primaryKey(),
  authorId: uuid('author_id').notNull(),
  words: text().notNull(),
  urgent: boolean().notNull(),
  writtenAt: instant('written_at').notNull(),
  endsAt: instant('ends_at').notNull(),
});

export const handoverAcknowledgement = pgTable('handover_acknowledgement', {
  noteId: uuid('note_id').notNull(),
  userId: uuid('user_id').notNull(),
  at: instant().notNull(),
});

/** An agent's silent call for a supervisor. */
export const helpCall = pgTable('help_call', {
  id: uuid().primaryKey(),
  agentId: uuid('agent_id').notNull(),
  callId: uuid('call_id'),
  askedAt: instant('asked_at').notNull(),
  answeredBy: uuid('answered_by'),
  answeredAt: instant('answered_at'),
});
