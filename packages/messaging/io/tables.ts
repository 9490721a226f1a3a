import { bytes, instant } from '@1999/platform';
import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ChannelName, DeliveryState, MaskedCallEnd } from '../contract.ts';

/** One message to one receiver on one channel. */
export const deliveries = pgTable('delivery', {
  id: uuid().primaryKey(),
  channel: text().$type<ChannelName>().notNull(),
  purpose: text().notNull(),
  refType: text('ref_type').notNull(),
  refId: uuid('ref_id').notNull(),
  threadId: uuid('thread_id'),
  agencyId: uuid('agency_id'),
  toKind: text('to_kind').$type<'agency' | 'dutyContact' | 'citizen' | 'device'>().notNull(),
  toId: uuid('to_id').notNull(),
  params: jsonb().$type<Record<string, unknown>>().notNull(),
  state: text().$type<DeliveryState>().notNull(),
  attempts: integer().notNull(),
  nextTryAt: instant('next_try_at'),
  providerRef: text('provider_ref'),
  reason: text(),
  digit: text(),
  queuedAt: instant('queued_at').notNull(),
  sentAt: instant('sent_at'),
  deliveredAt: instant('delivered_at'),
  acknowledgedAt: instant('acknowledged_at'),
  failedAt: instant('failed_at'),
  callId: uuid('call_id'),
  urgent: boolean().notNull(),
  dueAt: instant('due_at'),
  agencyChannelId: uuid('agency_channel_id'),
});

export type DeliveryRow = typeof deliveries.$inferSelect;

/** One try of a delivery. */
export const attempts = pgTable('delivery_attempt', {
  deliveryId: uuid('delivery_id').notNull(),
  n: integer().notNull(),
  channel: text().$type<ChannelName>().notNull(),
  state: text().$type<DeliveryState>().notNull(),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
  reason: text(),
  nextTryAt: instant('next_try_at'),
  providerRef: text('provider_ref'),
});

/** One automated call to one telephone, which speaks every message that waits for it. */
export const automatedCalls = pgTable('automated_call', {
  id: uuid().primaryKey(),
  phoneKey: bytes('phone_key').notNull(),
  /** Whom it was placed to. */
  toId: uuid('to_id'),
  providerRef: text('provider_ref'),
  startedAt: instant('started_at').notNull(),
  answeredAt: instant('answered_at'),
  currentId: uuid('current_id'),
  closingAt: instant('closing_at'),
  checkAt: instant('check_at'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason'),
});

/** The key pair that signs push messages; there is one. */
export const pushKeys = pgTable('push_key', {
  onlyOne: boolean('only_one').primaryKey(),
  publicKey: text('public_key').notNull(),
  keyId: uuid('key_id').notNull(),
  privateSealed: bytes('private_sealed').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** A browser that takes push messages for its person. */
export const pushDevices = pgTable('push_device', {
  id: uuid().primaryKey(),
  userId: uuid('user_id').notNull(),
  addressKey: bytes('address_key').notNull(),
  keyId: uuid('key_id').notNull(),
  sealed: bytes().notNull(),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
  endReason: text('end_reason').$type<'turnedOff' | 'gone' | 'replaced'>(),
});

/** A call between a signed-in person and a citizen, neither of whom sees the other's number. */
export const maskedCalls = pgTable('masked_call', {
  id: uuid().primaryKey(),
  purpose: text().notNull(),
  refType: text('ref_type').notNull(),
  refId: uuid('ref_id').notNull(),
  threadId: uuid('thread_id'),
  agencyId: uuid('agency_id'),
  userId: uuid('user_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  providerRef: text('provider_ref'),
  askedAt: instant('asked_at').notNull(),
  placedAt: instant('placed_at'),
  answeredAt: instant('answered_at'),
  connectingAt: instant('connecting_at'),
  talkingAt: instant('talking_at'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason').$type<MaskedCallEnd>(),
  checkAt: instant('check_at'),
});
export type MaskedCallRow = typeof maskedCalls.$inferSelect;
