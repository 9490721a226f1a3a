import { instant } from '@1999/platform';
import {
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RiskBin } from '../contract.ts';
import type { Coefficients } from '../domain/risk/features.ts';
import type { Training } from '../domain/risk/train.ts';

export const riskModels = pgTable('risk_model', {
  id: uuid().primaryKey(),
  trainedAt: instant('trained_at').notNull(),
  historyFrom: instant('history_from'),
  historyTo: instant('history_to'),
  splitAt: instant('split_at'),
  rows: integer().notNull(),
  misses: integer().notNull(),
  brier: doublePrecision(),
  baseBrier: doublePrecision('base_brier'),
  state: text().$type<'on' | 'off'>().notNull(),
  reason: text().$type<NonNullable<Training['reason']>>(),
  coefficients: jsonb().$type<Coefficients>(),
  calibration: jsonb().$type<RiskBin[]>().notNull(),
  afterId: uuid('after_id'),
  nextAt: instant('next_at'),
});

export const orderRisks = pgTable('order_risk', {
  orderId: uuid('order_id').primaryKey(),
  cycle: smallint().notNull(),
  clockId: uuid('clock_id').notNull(),
  modelId: uuid('model_id').notNull(),
  chance: doublePrecision().notNull(),
});
