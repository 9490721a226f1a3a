import { bytes, instant } from '@1999/platform';
import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';

export const verificationRules = pgTable('verification_rule', {
  id: uuid().primaryKey(),
  typeCode: text('type_code').notNull(),
  version: integer().notNull(),
  required: boolean().notNull(),
  madeBy: text('made_by'),
  madeAt: instant('made_at').notNull(),
});

export const refusals = pgTable('report_refusal', {
  orderId: uuid('order_id').notNull(),
  cycle: smallint().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  refusedBy: uuid('refused_by').notNull(),
  at: instant().notNull(),
});

export const petitions = pgTable('order_petition', {
  orderId: uuid('order_id').primaryKey(),
  reasonSealed: bytes('reason_sealed').notNull(),
  approverId: uuid('approver_id').notNull(),
  at: instant().notNull(),
});
