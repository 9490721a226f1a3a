import { bytes, instant } from '@1999/platform';
import { boolean, integer, jsonb, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import type { StoredReply } from '../domain/stored-reply.ts';

export const chatSession = pgTable('chat_session', {
  id: uuid().primaryKey(),
  citizenId: uuid('citizen_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  kind: text({ enum: ['chat', 'relay'] }).notNull(),
  state: text({ enum: ['bot', 'waiting', 'live', 'ended'] }).notNull(),
  language: text({ enum: ['zh', 'en'] }).notNull(),
  danger: boolean().notNull(),
  openedAt: instant('opened_at').notNull(),
  lastAt: instant('last_at').notNull(),
  lastSeq: integer('last_seq').notNull(),
  dialogueSealed: bytes('dialogue_sealed'),
  callBackOffered: boolean('call_back_offered').notNull(),
  agentId: uuid('agent_id'),
  queuedAt: instant('queued_at'),
  takenAt: instant('taken_at'),
  seenSeq: integer('seen_seq').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by', { enum: ['citizen', 'agent', 'idle'] }),
  wrappedAt: instant('wrapped_at'),
  wrapUpCode: text('wrap_up_code'),
  noteSealed: bytes('note_sealed'),
  minuteFrom: instant('minute_from').notNull(),
  minuteCount: integer('minute_count').notNull(),
  citizenTypingUntil: instant('citizen_typing_until'),
  agentTypingUntil: instant('agent_typing_until'),
  forgottenAt: instant('forgotten_at'),
});
export type Chat = typeof chatSession.$inferSelect;

export const chatMessage = pgTable('chat_message', {
  id: uuid().primaryKey(),
  sessionId: uuid('session_id').notNull(),
  seq: integer().notNull(),
  saidBy: text('said_by', { enum: ['citizen', 'bot', 'agent', 'system'] }).notNull(),
  agentId: uuid('agent_id'),
  at: instant().notNull(),
  textSealed: bytes('text_sealed'),
  notice: text(),
  reply: jsonb().$type<StoredReply>(),
  replyTo: uuid('reply_to'),
});
export type MessageRow = typeof chatMessage.$inferSelect;

/** From agent to agent. */
export const chatNote = pgTable('chat_note', {
  id: uuid().primaryKey(),
  sessionId: uuid('session_id').notNull(),
  seq: integer().notNull(),
  agentId: uuid('agent_id').notNull(),
  at: instant().notNull(),
  textSealed: bytes('text_sealed'),
});

export const chatPhoto = pgTable('chat_photo', {
  id: uuid().primaryKey(),
  sessionId: uuid('session_id').notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  data: bytes().notNull(),
  addedAt: instant('added_at').notNull(),
});

export const chatCase = pgTable('chat_case', {
  sessionId: uuid('session_id').notNull(),
  caseId: uuid('case_id').notNull(),
  kind: text({ enum: ['report', 'callBack', 'agent'] }).notNull(),
});

export const chatSetting = pgTable('chat_setting', {
  single: boolean().primaryKey().notNull(),
  opens: time(),
  closes: time(),
  callBackAfterSeconds: integer('call_back_after_seconds').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
