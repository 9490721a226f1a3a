import { describe, expect, test } from 'vitest';
import { sharedWords } from '../domain/evaluation/shared-words.ts';
import { normal } from '../engine.ts';
import { shippedEntries, shippedQuestions } from './shipped.ts';

const entries = shippedEntries();
const questions = shippedQuestions();
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const ofKind = (...kinds: string[]) => questions.filter(({ kind }) => kinds.includes(kind));
const inScope = questions.filter(({ faq_id }) => faq_id !== null);

describe('the question set', () => {
  test('is large enough, of every kind', () => {
    expect(inScope.length).toBeGreaterThanOrEqual(620);
    for (const kind of ['keyword', 'typo', 'everyday', 'paraphrase', 'dialect']) {
      expect(ofKind(kind).length, kind).toBeGreaterThanOrEqual(50);
    }
    expect(ofKind('out', 'out-near').length).toBeGreaterThanOrEqual(220);
    expect(ofKind('out-near').length).toBeGreaterThanOrEqual(ofKind('out').length);
    expect(ofKind('danger').length).toBeGreaterThanOrEqual(60);
    expect(ofKind('danger-not').length).toBeGreaterThanOrEqual(40);
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

  test('was not copied from the similar questions', () => {
    const similar = new Set(entries.flatMap((one) => one.similar.map(normal)));
    const copied = ofKind('paraphrase', 'everyday', 'dialect').filter(({ q }) =>
      similar.has(normal(q)),
    );
    expect(copied).toEqual([]);
  });
});
