import { offersFor } from './answer.ts';
import { CHOICES } from './nearby.ts';
import { conclude, type Step } from './thinking.ts';

/** A word or two ask for a topic, not yet a question. */
const SHORT = 4;

/** The engine is unsure: the nearest entries to choose from. Where hardly anything was said, which is meant. */
export const offerChoices: Step = (thinking) => {
  const { search, words, clean } = thinking;
  if (search?.decision !== 'choices') return null;
  const choices = search.hits.slice(0, CHOICES).map(({ entry }) => ({
    faqId: entry.id,
    title: entry.question,
  }));
  const vague = [...clean].length <= SHORT;
  return conclude({
    outcome: 'choices',
    ...(vague ? { reason: 'clarify' as const } : {}),
    text: vague ? words.clarify : words.choices,
    choices,
    offers: offersFor(thinking, { kind: 'city' }),
  });
};
