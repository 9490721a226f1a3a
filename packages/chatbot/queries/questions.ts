import { type App, NotFound } from '@1999/platform';
import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { BotQuestion, BotQuestionsQuery } from '../contract.ts';
import { type BotDecisionRow, botDecision } from '../io/tables.ts';

/** The bot's log as editors read it, newest first. */
export async function botQuestions(
  app: App,
  query: z.output<typeof BotQuestionsQuery>,
): Promise<BotQuestion[]> {
  const which: (SQL | undefined)[] = [
    query.kind === 'unanswered'
      ? inArray(botDecision.reason, ['out_of_scope', 'clarify'])
      : query.kind === 'badlyRated'
        ? eq(botDecision.thumb, 'down')
        : undefined,
    query.handled === 'true' ? isNotNull(botDecision.handled) : isNull(botDecision.handled),
    query.from ? gte(botDecision.day, query.from) : undefined,
    query.to ? lte(botDecision.day, query.to) : undefined,
    query.category ? eq(botDecision.category, query.category) : undefined,
    query.language ? eq(botDecision.language, query.language) : undefined,
    query.before ? lt(botDecision.id, query.before) : undefined,
  ];
  const rows = await app.db
    .select()
    .from(botDecision)
    .where(and(...which))
    .orderBy(desc(botDecision.id))
    .limit(query.limit);
  return Promise.all(rows.map((row) => questionOf(app, row)));
}

/** One question. @throws NotFound */
export async function botQuestion(app: App, id: string): Promise<BotQuestion> {
  const [row] = await app.db.select().from(botDecision).where(eq(botDecision.id, id));
  if (!row) throw new NotFound();
  return questionOf(app, row);
}

async function questionOf(app: App, row: BotDecisionRow): Promise<BotQuestion> {
  const { questionSealed: sealed, nearestFaq, nearestTitle } = row;
  return {
    id: row.id,
    at: row.at.toString(),
    question: sealed && (await app.vault.unseal(app.db, row.citizenId, sealed)),
    language: row.language,
    outcome: row.outcome,
    reason: row.reason,
    confidence: row.confidence,
    faqIds: row.faqIds,
    nearest: nearestFaq === null ? null : { faqId: nearestFaq, title: nearestTitle ?? '' },
    category: row.category,
    thumb: row.thumb,
    handled: row.handled,
  };
}
