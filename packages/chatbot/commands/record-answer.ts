import type { CommandContext } from '@1999/platform';
import { localDay } from '../domain/local-day.ts';
import { botDecision } from '../io/tables.ts';
import type { Answered } from '../pipeline/answer-question.ts';

interface Kept extends Answered {
  /** The bot's message in the chat. */
  readonly messageId: string;
  readonly citizenId: string;
}

/**
 * Keeps what the bot decided, inside the transaction that stores its message: codes and ids; the
 * question without personal data, and sealed besides under the chat's own key.
 */
export async function recordAnswer(context: CommandContext, kept: Kept): Promise<void> {
  const { app, tx, now, journal } = context;
  const { conclusion, thinking, messageId, citizenId } = kept;
  const nearest = thinking.search?.hits[0]?.entry ?? null;
  const faqIds = [...(conclusion.citations ?? []), ...(conclusion.choices ?? [])].map(
    ({ faqId }) => faqId,
  );
  // What is said in the middle of a report or a tracking is no question to the knowledge base.
  const isQuestion =
    !conclusion.reason || ['refer', 'clarify', 'out_of_scope'].includes(conclusion.reason);
  const row = {
    id: messageId,
    sessionId: thinking.sessionId,
    citizenId,
    at: now,
    day: localDay(now),
    language: thinking.language,
    outcome: conclusion.outcome,
    reason: conclusion.reason ?? null,
    confidence: confidenceOf(kept),
    faqIds: [...new Set(faqIds)],
    nearestFaq: nearest?.id ?? null,
    nearestTitle: nearest?.question ?? null,
    category: nearest?.category ?? null,
    answeredBy: conclusion.by ?? thinking.by,
    danger: conclusion.danger ?? null,
    prompt: conclusion.prompt ?? null,
    questionSealed:
      isQuestion && conclusion.outcome !== 'emergency'
        ? await app.vault.seal(tx, citizenId, thinking.clean)
        : null,
  };
  await tx.insert(botDecision).values(row);
  await journal({
    subjectType: 'botAnswer',
    subjectId: messageId,
    threadId: thinking.sessionId,
    type: 'bot.answered',
    payload: {
      sessionId: row.sessionId,
      outcome: row.outcome,
      reason: row.reason,
      language: row.language,
      faqIds: row.faqIds,
      confidence: row.confidence,
      by: row.answeredBy,
      danger: row.danger,
    },
  });
}

/** How sure the answer is, to three digits: the search's own, unless rules decided. */
export function confidenceOf({ conclusion, thinking }: Answered): number {
  const sure = conclusion.confidence ?? thinking.search?.confidence ?? 0;
  return Math.round(Math.min(1, Math.max(0, sure)) * 1_000) / 1_000;
}
