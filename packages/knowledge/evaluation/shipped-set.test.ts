import { describe, expect, test } from 'vitest';
import { asksDanger } from '../domain/evaluation/dangers.ts';
import { halfOf } from '../domain/evaluation/halves.ts';
import { scorecard } from '../domain/evaluation/score.ts';
import { separation } from '../domain/evaluation/separation.ts';
import { likeness, sharedWords } from '../domain/evaluation/shared-words.ts';
import { normal } from '../engine.ts';
import { askAll } from './ask.ts';
import { shippedEntries, shippedQuestions } from './shipped.ts';

const entries = shippedEntries();
const questions = shippedQuestions();
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const ofKind = (...kinds: string[]) => questions.filter(({ kind }) => kinds.includes(kind));
/** From here on one of two questions is the other in hardly other words. */
const NEARLY = 0.6;
const inScope = questions.filter(({ faq_id }) => faq_id !== null);

describe('the question set', () => {
  test('is large enough, of every kind', () => {
    expect(inScope.length).toBeGreaterThanOrEqual(620);
    for (const kind of ['keyword', 'typo', 'everyday', 'paraphrase', 'dialect']) {
      expect(ofKind(kind).length, kind).toBeGreaterThanOrEqual(50);
    }
    expect(ofKind('out', 'out-near').length).toBeGreaterThanOrEqual(220);
    expect(ofKind('out-near').length).toBeGreaterThanOrEqual(ofKind('out').length);
    expect(ofKind('danger').length).toBeGreaterThanOrEqual(110);
    expect(ofKind('danger-not').length).toBeGreaterThanOrEqual(65);
  });

  test('asks nothing twice, and only what there is an entry for', () => {
    const asked = questions.map(({ q }) => normal(q));
    expect(asked.filter((q, at) => asked.indexOf(q) !== at)).toEqual([]);
    expect(inScope.filter(({ faq_id }) => !byId.has(faq_id ?? ''))).toEqual([]);
    expect(ofKind('out', 'out-near', 'danger', 'danger-not').every((one) => !one.faq_id)).toBe(
      true,
    );
  });

  test('asks about every entry', () => {
    const asked = new Set(inScope.map(({ faq_id }) => faq_id));
    expect(entries.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });

  test('is a third paraphrases, which share no word with the question of their entry', () => {
    const paraphrases = ofKind('paraphrase');
    expect(paraphrases.length * 3).toBeGreaterThanOrEqual(inScope.length);
    const shared = paraphrases
      .map(({ q, faq_id }) => ({
        q,
        words: sharedWords(normal(q), normal(byId.get(faq_id ?? '')?.question ?? '')),
      }))
      .filter(({ words }) => words.length > 0);
    expect(shared).toEqual([]);
  });

  test('is written apart from the similar questions: none says nearly the same as one of its entry', () => {
    const alike = inScope.flatMap(({ q, faq_id }) =>
      (byId.get(faq_id ?? '')?.similar ?? [])
        .filter((similar) => likeness(normal(similar), normal(q)) >= NEARLY)
        .map((similar) => `${q} = ${similar}`),
    );
    expect(alike).toEqual([]);
  });
});

describe('on the half that reports, the engine is no worse than it was measured to be', () => {
  const answered = askAll(
    entries,
    questions.filter((one) => halfOf(one.q) === 'report' && !asksDanger(one)),
  );
  const card = scorecard(answered);
  const shareOf = (kind: string) => scorecard(answered.filter((one) => one.kind === kind));

  test.each([
    ['R@1', card.first.share, 0.86],
    ['R@3', card.firstThree.share, 0.945],
    ['direct or in choices', card.found.share, 0.92],
    ['direct', card.directCorrect.share, 0.59],
    ['precision', card.precision.share, 0.975],
    ['precision with out of scope', card.precisionOfAll.share, 0.965],
    ['keywords, R@1', shareOf('keyword').first.share, 0.965],
    ['slips, R@1', shareOf('typo').first.share, 0.94],
    ['paraphrases, R@3', shareOf('paraphrase').firstThree.share, 0.89],
  ])('%s: %d is at least %d', (_, share, floor) => expect(share).toBeGreaterThanOrEqual(floor));

  test('hardly anything out of scope is answered with what the city does', () => {
    expect(card.outOfScopeAnswered.share).toBeLessThanOrEqual(0.025);
  });

  test('confidence tells what is in scope from what is not', () => {
    const confidences = (inside: boolean) =>
      answered
        .filter(({ faqId }) => (faqId !== null) === inside)
        .map(({ certainty }) => certainty.confidence);
    expect(separation(confidences(true), confidences(false))?.auc).toBeGreaterThanOrEqual(0.945);
  });
});
