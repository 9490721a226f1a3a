import { bytes, instant } from '@1999/platform';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { CallChannel, CallState, EndReason, Language, Provider, Topic } from '../contract.ts';
import type { Step } from '../domain/call-flow.ts';

/** One approach by voice, from its arrival to its wrap-up. */
export const call = pgTable('call', {
  id: uuid().primaryKey(),
  channel: text().$type<CallChannel>().notNull(),
  provider: text().$type<Provider>().notNull(),
  providerSid: text('provider_sid'),
  citizenId: uuid('citizen_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  state: text().$type<CallState>().notNull(),
  step: text().$type<Step>().notNull(),
  turn: integer().notNull().default(0),
  misses: integer().notNull().default(0),
  language: text().$type<Language>(),
  topic: text().$type<Topic>(),
  agentId: uuid('agent_id'),
  callerLegId: uuid('caller_leg_id').notNull(),
  agentLegId: uuid('agent_leg_id'),
  agentPresent: boolean('agent_present').notNull().default(false),
  onHold: boolean('on_hold').notNull().default(false),
  comforting: boolean().notNull().default(false),
  conferenceSid: text('conference_sid'),
  promptId: uuid('prompt_id'),
  promptTurn: integer('prompt_turn'),
  timer: text().$type<'digit' | 'position'>(),
  timerTurn: integer('timer_turn'),
  timerAt: instant('timer_at'),
  checkAt: instant('check_at'),
  lineEndedAt: instant('line_ended_at'),
  arrivedAt: instant('arrived_at').notNull(),
  queuedAt: instant('queued_at'),
  connectedAt: instant('connected_at'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason').$type<EndReason>(),
  wrapUpCode: text('wrap_up_code'),
  noteSealed: bytes('note_sealed'),
  wrappedAt: instant('wrapped_at'),
});
export type Call = typeof call.$inferSelect;

export const wrapUpCode = pgTable('wrap_up_code', {
  code: text().primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  position: integer().notNull(),
  active: boolean().notNull(),
});
