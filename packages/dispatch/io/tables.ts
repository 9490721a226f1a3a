import { bytes, instant } from '@1999/platform';
import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  time,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  AcknowledgedVia,
  ClockKind,
  ClosingGround,
  EscalationLevel,
  LadderStep,
  OrderState,
} from '../contract.ts';

export const policies = pgTable('dispatch_policy', {
  id: uuid().primaryKey(),
  kind: text().$type<ClockKind>().notNull(),
  typeCode: text('type_code'),
  danger: boolean().notNull(),
  version: integer().notNull(),
  withinSeconds: integer('within_seconds').notNull(),
  calendar: text().notNull(),
  warnPercents: smallint('warn_percents').array().notNull(),
  assumed: boolean().notNull(),
  validFrom: instant('valid_from').notNull(),
  validTo: instant('valid_to'),
  districtCode: text('district_code'),
  timeFrom: time('time_from'),
  timeTo: time('time_to'),
  ladder: jsonb().$type<LadderStep[]>().notNull(),
  recompute: boolean().notNull(),
  madeBy: text('made_by'),
});

type Windows = { from: string; to: string }[];
export const calendars = pgTable('working_calendar', {
  id: uuid().primaryKey(),
  code: text().notNull(),
  version: integer().notNull(),
  week: jsonb().$type<Record<string, Windows>>().notNull(),
  dates: jsonb().$type<Record<string, { name: string; windows: Windows }>>().notNull(),
  publishedBy: text('published_by'),
  publishedAt: instant('published_at').notNull(),
});

export const recomputes = pgTable('clock_recompute', {
  id: uuid().primaryKey(),
  policyId: uuid('policy_id'),
  calendarCode: text('calendar_code'),
  calendarVersion: integer('calendar_version'),
  askedBy: text('asked_by'),
  askedAt: instant('asked_at').notNull(),
  afterId: uuid('after_id'),
  nextAt: instant('next_at'),
  orders: integer().notNull(),
});

export const orders = pgTable('work_order', {
  id: uuid().primaryKey(),
  number: text().notNull(),
  caseId: uuid('case_id').notNull(),
  matterId: uuid('matter_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  typeCode: text('type_code').notNull(),
  districtCode: text('district_code').notNull(),
  lat: doublePrecision(),
  lng: doublePrecision(),
  danger: boolean().notNull(),
  instructionsSealed: bytes('instructions_sealed'),
  state: text().$type<OrderState>().notNull(),
  returns: smallint().notNull(),
  closingGround: text('closing_ground').$type<ClosingGround>(),
  issuedBy: text('issued_by'),
  issuedAt: instant('issued_at').notNull(),
  nextDueAt: instant('next_due_at'),
  endedAt: instant('ended_at'),
  cycle: smallint().notNull(),
  parentId: uuid('parent_id'),
  attachedAt: instant('attached_at'),
  followUpOf: uuid('follow_up_of'),
});
export type Order = typeof orders.$inferSelect;

export const clocks = pgTable('order_clock', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  kind: text().$type<ClockKind>().notNull(),
  policyId: uuid('policy_id').notNull(),
  danger: boolean().notNull(),
  startedAt: instant('started_at').notNull(),
  dueAt: instant('due_at').notNull(),
  warnPercents: smallint('warn_percents').array().notNull(),
  warnAt: instant('warn_at').array().notNull(),
  warnedPercent: smallint('warned_percent'),
  metAt: instant('met_at'),
  stoppedAt: instant('stopped_at'),
  breachedAt: instant('breached_at'),
  recordedAt: instant('recorded_at'),
  nextAt: instant('next_at'),
  cycle: smallint().notNull(),
  calendarCode: text('calendar_code').notNull(),
  calendarVersion: integer('calendar_version'),
  originalDueAt: instant('original_due_at'),
  approvedDueAt: instant('approved_due_at'),
  notBefore: instant('not_before'),
  pausedAt: instant('paused_at'),
  mergedAt: instant('merged_at'),
});
export type ClockRow = typeof clocks.$inferSelect;

export const acknowledgements = pgTable('order_acknowledgement', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  via: text().$type<AcknowledgedVia>().notNull(),
  byKind: text('by_kind').notNull(),
  byId: text('by_id'),
  contactId: uuid('contact_id'),
  at: instant().notNull(),
  cycle: smallint().notNull(),
});

export const reports = pgTable('order_report', {
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
  textSealed: bytes('text_sealed').notNull(),
  reportedBy: text('reported_by'),
  agencyId: uuid('agency_id').notNull(),
  at: instant().notNull(),
});

export const photos = pgTable('order_photo', {
  attachmentId: uuid('attachment_id').primaryKey(),
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
});

export const handOffs = pgTable('order_hand_off', {
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
  body: text().$type<'police' | 'utility'>().notNull(),
  officerSealed: bytes('officer_sealed').notNull(),
  handedAt: instant('handed_at').notNull(),
  recordedBy: text('recorded_by'),
  recordedAt: instant('recorded_at').notNull(),
});

export const releases = pgTable('order_release', {
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  approverId: uuid('approver_id').notNull(),
  at: instant().notNull(),
});

export const pauses = pgTable('order_pause', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  kinds: text().array().$type<ClockKind[]>().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  approverId: uuid('approver_id').notNull(),
  fromAt: instant('from_at').notNull(),
  toAt: instant('to_at'),
  endedBy: text('ended_by'),
});

export const extensions = pgTable('order_extension', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
  kinds: text().array().$type<ClockKind[]>().notNull(),
  askedBy: text('asked_by'),
  askedAt: instant('asked_at').notNull(),
  untilAt: instant('until_at').notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  decision: text().$type<'granted' | 'refused'>(),
  decidedBy: uuid('decided_by'),
  decidedAt: instant('decided_at'),
  decisionReasonSealed: bytes('decision_reason_sealed'),
  grantedUntil: instant('granted_until'),
});

export const reopenings = pgTable('order_reopening', {
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  approverId: uuid('approver_id').notNull(),
  at: instant().notNull(),
});

export const returns = pgTable('order_return', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  returnedBy: text('returned_by'),
  at: instant().notNull(),
});

export const rulings = pgTable('order_ruling', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  ruledBy: uuid('ruled_by').notNull(),
  at: instant().notNull(),
});

export const holdings = pgTable('order_holding', {
  orderId: uuid('order_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  fromAt: instant('from_at').notNull(),
  toAt: instant('to_at'),
});

export const escalations = pgTable('escalation', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  danger: boolean().notNull(),
  cause: text().$type<'issued' | 'warned' | 'breached'>().notNull(),
  clockKind: text('clock_kind').$type<ClockKind>(),
  level: text().$type<EscalationLevel>().notNull(),
  tried: uuid().array().notNull(),
  deliveryId: uuid('delivery_id'),
  raise: boolean().notNull(),
  nextStepAt: instant('next_step_at'),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
  endReason: text('end_reason').$type<'acknowledged' | 'told' | 'orderMoved'>(),
});
export type Escalation = typeof escalations.$inferSelect;

export const escalationCalls = pgTable('escalation_call', {
  deliveryId: uuid('delivery_id').primaryKey(),
  escalationId: uuid('escalation_id').notNull(),
  level: text().$type<EscalationLevel>().notNull(),
  contactId: uuid('contact_id').notNull(),
});

export * from './agency-tables.ts';
export * from './follow-through-tables.ts';
export * from './incident-tables.ts';
export * from './risk-tables.ts';
