import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Thumb } from '../contract.ts';
import { botDecision } from '../io/tables.ts';

const RateAnswer = z.strictObject({ id: Id, sessionId: Id, thumb: Thumb.nullable() });

/** Thumbs up, down or taken back, by the citizen of the chat. @throws NotFound for another chat's. */
export const rateAnswer = command('bot.rate', RateAnswer, async ({ tx, journal }, input) => {
  const mine = and(eq(botDecision.id, input.id), eq(botDecision.sessionId, input.sessionId));
  const [row] = await tx.select().from(botDecision).where(mine).for('update');
  if (!row) throw new NotFound();
  if (row.thumb === input.thumb) return { thumb: input.thumb };
  await tx.update(botDecision).set({ thumb: input.thumb }).where(mine);
  await journal({
    subjectType: 'botAnswer',
    subjectId: row.id,
    threadId: row.sessionId,
    type: 'bot.rated',
    payload: { thumb: input.thumb, before: row.thumb },
  });
  return { thumb: input.thumb };
});
