import { bytes, instant } from '@1999/platform';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';

/** The moves that a device may make without a network. */
export type DeviceAction = 'acknowledge' | 'arrive' | 'report' | 'close' | 'return';

export const deviceTimes = pgTable('order_device_time', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  action: text().$type<DeviceAction>().notNull(),
  deviceAt: instant('device_at').notNull(),
  receivedAt: instant('received_at').notNull(),
});

export const excuses = pgTable('clock_excuse', {
  clockId: uuid('clock_id').primaryKey(),
  orderId: uuid('order_id').notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  excusedBy: uuid('excused_by').notNull(),
  at: instant().notNull(),
});

export const assignees = pgTable('order_assignee', {
  orderId: uuid('order_id').primaryKey(),
  agencyId: uuid('agency_id').notNull(),
  userId: uuid('user_id').notNull(),
  assignedBy: text('assigned_by'),
  at: instant().notNull(),
});

export const contractorLinks = pgTable('contractor_link', {
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  madeBy: text('made_by'),
  madeAt: instant('made_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
