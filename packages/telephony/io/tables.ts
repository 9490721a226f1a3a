import { bytes, instant } from '@1999/platform';
import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type {
  EmergencyService,
  LeftReason,
  PartyKind,
  PartyState,
  SupervisionMode,
} from '../contract/call-control.ts';
import type { IvrPrompt } from '../contract/ivr.ts';
import type { CallChannel, CallState, EndReason, Language, Provider, Topic } from '../contract.ts';
import type { Outcome, Step } from '../domain/call-flow.ts';

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
  timer: text().$type<'digit' | 'position' | 'message'>(),
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
  /** Null: the standard flow. */
  flowVersion: integer('flow_version'),
  node: text(),
  prompts: jsonb().$type<readonly IvrPrompt[]>().notNull().default([]),
  outcome: text().$type<Outcome>(),
  direction: text().$type<'inbound' | 'outbound'>().notNull().default('inbound'),
  nuisance: boolean().notNull().default(false),
});
export type Call = typeof call.$inferSelect;

/** Who takes part in a call besides its caller. */
export const callParty = pgTable('call_party', {
  id: uuid().primaryKey(),
  callId: uuid('call_id').notNull(),
  kind: text().$type<Exclude<PartyKind, 'caller'>>().notNull(),
  state: text().$type<PartyState>().notNull(),
  userId: uuid('user_id'),
  service: text().$type<EmergencyService>(),
  agencyId: uuid('agency_id'),
  mode: text().$type<SupervisionMode>(),
  muted: boolean().notNull().default(false),
  takesCall: boolean('takes_call').notNull().default(false),
  queueRef: uuid('queue_ref'),
  providerSid: text('provider_sid'),
  leftReason: text('left_reason').$type<LeftReason>(),
  invitedAt: instant('invited_at').notNull(),
  acceptedAt: instant('accepted_at'),
  joinedAt: instant('joined_at'),
  leftAt: instant('left_at'),
  wrapUpCode: text('wrap_up_code'),
  noteSealed: bytes('note_sealed'),
  wrappedAt: instant('wrapped_at'),
});
export type Party = typeof callParty.$inferSelect;

/** What an agent wrote to a caller; sealed under the citizen's key. */
export const callSms = pgTable('call_sms', {
  id: uuid().primaryKey(),
  callId: uuid('call_id').notNull(),
  textSealed: bytes('text_sealed').notNull(),
  sentBy: uuid('sent_by').notNull(),
  at: instant().notNull(),
});

export const recording = pgTable('recording', {
  id: uuid().primaryKey(),
  callId: uuid('call_id').notNull(),
  provider: text().$type<Provider>().notNull(),
  providerSid: text('provider_sid'),
  state: text().$type<'recording' | 'paused' | 'stopped' | 'deleted'>().notNull(),
  startedAt: instant('started_at').notNull(),
  stoppedAt: instant('stopped_at'),
  deleteAt: instant('delete_at'),
  deletedAt: instant('deleted_at'),
  kind: text().$type<'conversation' | 'message'>().notNull().default('conversation'),
});
export type Recording = typeof recording.$inferSelect;

/** One file of a recording; at the media peer one a voice. */
export const recordingFile = pgTable('recording_file', {
  recordingId: uuid('recording_id').notNull(),
  legId: uuid('leg_id').notNull(),
  file: text(),
  offsetMs: integer('offset_ms').notNull(),
  durationMs: integer('duration_ms').notNull(),
  bytes: bigint({ mode: 'number' }),
  complete: boolean().notNull(),
});

export const recordingPolicy = pgTable('recording_policy', {
  version: integer().primaryKey(),
  recordAll: boolean('record_all').notNull(),
  keepDays: integer('keep_days').notNull(),
  setBy: uuid('set_by'),
  setAt: instant('set_at').notNull(),
});

export const wrapUpCode = pgTable('wrap_up_code', {
  code: text().primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  position: integer().notNull(),
  active: boolean().notNull(),
});
