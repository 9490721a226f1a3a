import { bytes, instant } from '@1999/platform';
import {
  boolean,
  doublePrecision,
  integer,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  AcknowledgedVia,
  ClockKind,
  ClosingGround,
  EscalationLevel,
  OrderState,
} from '../contract.ts';

export const policies = pgTable('dispatch_policy', {
  id: uuid().primaryKey(),
  kind: text().$type<ClockKind>().notNull(),
  typeCode: text('type_code'),
  danger: boolean().notNull(),
  version: integer().notNull(),
  withinSeconds: integer('within_seconds').notNull(),
  calendar: text().$type<'always' | 'working'>().notNull(),
  warnPercents: smallint('warn_percents').array().notNull(),
  assumed: boolean().notNull(),
  validFrom: instant('valid_from').notNull(),
  validTo: instant('valid_to'),
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
});

export const reports = pgTable('order_report', {
  orderId: uuid('order_id').primaryKey(),
  textSealed: bytes('text_sealed').notNull(),
  reportedBy: text('reported_by'),
  agencyId: uuid('agency_id').notNull(),
  at: instant().notNull(),
});

export const photos = pgTable('order_photo', {
  attachmentId: uuid('attachment_id').primaryKey(),
  orderId: uuid('order_id').notNull(),
});

export const handOffs = pgTable('order_hand_off', {
  orderId: uuid('order_id').primaryKey(),
  body: text().$type<'police' | 'utility'>().notNull(),
  officerSealed: bytes('officer_sealed').notNull(),
  handedAt: instant('handed_at').notNull(),
  recordedBy: text('recorded_by'),
  recordedAt: instant('recorded_at').notNull(),
});

export const releases = pgTable('order_release', {
  orderId: uuid('order_id').primaryKey(),
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

export const holdings = pgTable('order_holding', {
  orderId: uuid('order_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  fromAt: instant('from_at').notNull(),
  toAt: instant('to_at'),
});

export const escalations = pgTable('escalation', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  cause: text().$type<'issued' | 'breached'>().notNull(),
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
