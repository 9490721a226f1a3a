import { instant } from '@1999/platform';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

export const incidentRules = pgTable('incident_rule', {
  id: uuid().primaryKey(),
  typeCode: text('type_code'),
  version: integer().notNull(),
  metres: integer().notNull(),
  minutes: integer().notNull(),
  surgeOrders: integer('surge_orders').notNull(),
  surgeMinutes: integer('surge_minutes').notNull(),
  assumed: boolean().notNull(),
  madeBy: text('made_by'),
  madeAt: instant('made_at').notNull(),
});

export const incidents = pgTable('incident', {
  id: uuid().primaryKey(),
  typeCode: text('type_code').notNull(),
  districtCode: text('district_code').notNull(),
  openedAt: instant('opened_at').notNull(),
  closedAt: instant('closed_at'),
});

export const incidentOrders = pgTable('incident_order', {
  id: uuid().primaryKey(),
  incidentId: uuid('incident_id').notNull(),
  orderId: uuid('order_id').notNull(),
  joinedAt: instant('joined_at').notNull(),
  leftAt: instant('left_at'),
});

export const surges = pgTable('surge', {
  id: uuid().primaryKey(),
  typeCode: text('type_code').notNull(),
  districtCode: text('district_code').notNull(),
  fromAt: instant('from_at').notNull(),
  heldAt: instant('held_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  endedAt: instant('ended_at'),
  orders: integer().notNull(),
  alarmedOrders: integer('alarmed_orders').notNull(),
  minutes: integer().notNull(),
});
