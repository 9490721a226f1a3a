import type { FaqView } from '@1999/knowledge/contract';
import { typeIn } from '../domain/report-words.ts';
import { conclude, type Offer, type Step, type Thinking } from './thinking.ts';

/** The engine is sure: the entry's own words and links. */
export const answer: Step = (thinking) => {
  const { search } = thinking;
  const best = search?.hits[0];
  return search?.decision === 'answer' && best ? answerWith(thinking, best.entry) : null;
};

type Answering = Pick<FaqView, 'id' | 'kind' | 'question' | 'answer' | 'links'>;

/** Answers with an entry; a referral entry says who handles what the city does not. */
export function answerWith(thinking: Thinking, entry: Answering, confidence?: number) {
  return conclude({
    outcome: 'answer',
    ...(entry.kind === 'referral' ? { reason: 'refer' as const } : {}),
    text: textOf(thinking, entry),
    citations: [{ faqId: entry.id, title: entry.question }],
    offers: offersFor(thinking, entry),
    ...(confidence === undefined ? {} : { confidence }),
  });
}

/** An entry's text with its links, and before it what its reader must know. */
function textOf({ words, speaks }: Thinking, { kind, answer: text, links }: Answering): string {
  const before = [kind === 'referral' ? words.refer : '', speaks === 'en' ? words.inChinese : ''];
  const after = links.map(({ title, url }) => `${title}：${url}`);
  return [...before, text, ...after].filter(Boolean).join('\n');
}

/** What can be reported here is offered to be, below the answer that tells how. */
export function offersFor(
  { clean, reference }: Thinking,
  { kind }: Pick<Answering, 'kind'>,
): Offer[] {
  return kind === 'city' && typeIn(clean, reference.types) ? ['report', 'person'] : ['person'];
}
