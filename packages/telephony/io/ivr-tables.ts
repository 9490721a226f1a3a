import { bytes, instant } from '@1999/platform';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { IvrFlow, OwnWords } from '../contract/ivr.ts';
import type { Language, Topic } from '../contract.ts';

/** Versions of the call flow; a row is never changed. */
export const ivrFlow = pgTable('ivr_flow', {
  version: integer().primaryKey().generatedAlwaysAsIdentity(),
  validFrom: instant('valid_from').notNull(),
  flow: jsonb().$type<IvrFlow>().notNull(),
  note: text().notNull(),
  publishedBy: uuid('published_by'),
  publishedAt: instant('published_at').notNull(),
});

export const ivrIncident = pgTable('ivr_incident', {
  id: uuid().primaryKey(),
  notice: jsonb().$type<OwnWords>().notNull(),
  startedBy: uuid('started_by').notNull(),
  startedAt: instant('started_at').notNull(),
  until: instant().notNull(),
  endedBy: uuid('ended_by'),
  endedAt: instant('ended_at'),
});

/** A sound in place of words; a row is never changed. */
export const ivrSound = pgTable('ivr_sound', {
  id: uuid().primaryKey(),
  durationMs: integer('duration_ms').notNull(),
  /** Of the file as it was sent. */
  sha256: bytes().notNull(),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
});

/** What is heard of a sound: by the telephone, and in a web call. */
export const ivrSoundBytes = pgTable('ivr_sound_bytes', {
  soundId: uuid('sound_id').primaryKey(),
  wave: bytes().notNull(),
  opus: bytes().notNull(),
});

/** Who says a sound: a version of the flow, or an incident. */
export const ivrSoundUse = pgTable('ivr_sound_use', {
  soundId: uuid('sound_id').notNull(),
  flowVersion: integer('flow_version'),
  incidentId: uuid('incident_id'),
});

export const nuisance = pgTable('nuisance', {
  id: uuid().primaryKey(),
  citizenId: uuid('citizen_id').notNull(),
  reason: text().notNull(),
  callId: uuid('call_id'),
  addedBy: uuid('added_by').notNull(),
  addedAt: instant('added_at').notNull(),
  until: instant().notNull(),
  liftedBy: uuid('lifted_by'),
  liftedAt: instant('lifted_at'),
});

/** A citizen who is to be called back, at the place in the queue they had. */
export const callback = pgTable('callback', {
  id: uuid().primaryKey(),
  callId: uuid('call_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  reason: text().$type<'promised' | 'message' | 'lineDropped'>().notNull(),
  language: text().$type<Language>().notNull(),
  topic: text().$type<Topic>().notNull(),
  queuedAt: instant('queued_at').notNull(),
  agentId: uuid('agent_id'),
  attempts: integer().notNull().default(0),
  state: text().$type<'waiting' | 'calling' | 'done' | 'failed'>().notNull(),
  nextAt: instant('next_at'),
  outboundCallId: uuid('outbound_call_id'),
  madeAt: instant('made_at').notNull(),
  endedAt: instant('ended_at'),
});
export type Callback = typeof callback.$inferSelect;
