import { bytes, instant } from '@1999/platform';
import { bigint, boolean, date, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';

export const botDecision = pgTable('bot_decision', {
  id: uuid().primaryKey(),
  sessionId: uuid('session_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  at: instant().notNull(),
  day: date().notNull(),
  language: text().notNull(),
  outcome: text({ enum: ['answer', 'choices', 'handoff', 'emergency'] }).notNull(),
  reason: text({
    enum: ['refer', 'clarify', 'out_of_scope', 'report', 'track', 'small_talk', 'person'],
  }),
  confidence: real().notNull(),
  faqIds: text('faq_ids').array().notNull(),
  nearestFaq: text('nearest_faq'),
  nearestTitle: text('nearest_title'),
  category: text(),
  answeredBy: text('answered_by').notNull(),
  danger: text(),
  prompt: text(),
  questionSealed: bytes('question_sealed'),
  thumb: text({ enum: ['up', 'down'] }),
  handled: text({ enum: ['similar', 'entry', 'word', 'dismissed'] }),
  handledFaq: text('handled_faq'),
  handledBy: text('handled_by'),
  handledAt: instant('handled_at'),
});
export type BotDecisionRow = typeof botDecision.$inferSelect;

export const botSetting = pgTable('bot_setting', {
  single: boolean().primaryKey().notNull(),
  botOn: boolean('bot_on').notNull(),
  modelOn: boolean('model_on').notNull(),
  updatedAt: instant('updated_at').notNull(),
  updatedBy: text('updated_by'),
});

export const botUsageDay = pgTable('bot_usage_day', {
  day: date().primaryKey(),
  tokens: bigint({ mode: 'number' }).notNull(),
  costMicro: bigint('cost_micro', { mode: 'number' }).notNull(),
});

export const botUsageSession = pgTable('bot_usage_session', {
  sessionId: uuid('session_id').primaryKey(),
  tokens: bigint({ mode: 'number' }).notNull(),
  at: instant().notNull(),
});
