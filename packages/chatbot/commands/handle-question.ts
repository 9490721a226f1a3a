import { command, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { HandleQuestionBody } from '../contract.ts';
import { botDecision } from '../io/tables.ts';

/**
 * An editor has dealt with a question: it leaves the list. Doing it again changes the note.
 * @throws NotFound; Invalid when `similar` or `entry` names no entry.
 */
export const handleQuestion = command(
  'bot.handleQuestion',
  HandleQuestionBody.extend({ id: Id }),
  async ({ tx, now, actor, journal }, input) => {
    if ((input.as === 'similar' || input.as === 'entry') && !input.faqId) {
      throw new Invalid('faq_required', 'Say which entry it went to.', 'faqId');
    }
    const changed = await tx
      .update(botDecision)
      .set({
        handled: input.as,
        handledFaq: input.faqId ?? null,
        handledBy: actor.id,
        handledAt: now,
      })
      .where(eq(botDecision.id, input.id))
      .returning({ sessionId: botDecision.sessionId });
    const [row] = changed;
    if (!row) throw new NotFound();
    await journal({
      subjectType: 'botAnswer',
      subjectId: input.id,
      threadId: row.sessionId,
      type: 'bot.questionHandled',
      payload: { as: input.as, faqId: input.faqId ?? null },
    });
    return { id: input.id };
  },
);
