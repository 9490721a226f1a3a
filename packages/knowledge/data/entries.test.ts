import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FaqImportLine, SIMILAR_ASKED_FOR } from '../contract.ts';
import { normal } from '../engine.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import { sortOut } from '../io/sort-out.ts';

const { good, refused, unknown } = readJsonl(
  join(import.meta.dirname, 'entries.jsonl'),
  FaqImportLine,
);
const sorted = sortOut(good);
const { entries } = sorted;

describe('the demo city’s entries', () => {
  test('are all taken by the import, none with a field nobody knows', () => {
    expect([...refused, ...sorted.refused, ...unknown]).toEqual([]);
  });

  test('are at least 300, of them 40 that name who else does it', () => {
    expect(entries.length).toBeGreaterThanOrEqual(300);
    expect(entries.filter(({ kind }) => kind === 'referral').length).toBeGreaterThanOrEqual(40);
  });

  test('have four similar questions, tags, a source with its address and a day of review', () => {
    const wanting = entries.filter(
      (one) =>
        one.similar.length < SIMILAR_ASKED_FOR ||
        one.tags.length === 0 ||
        !one.source ||
        !one.sourceUrl?.startsWith('https://') ||
        !one.reviewBy,
    );
    expect(wanting.map(({ id }) => id)).toEqual([]);
  });

  test('ask nothing twice, as question or as similar question', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { id, question, similar } of entries) {
      for (const asked of [question, ...similar].map(normal)) {
        if (seen.has(asked)) twice.push(`${seen.get(asked)} and ${id}: ${asked}`);
        seen.set(asked, id);
      }
    }
    expect(twice).toEqual([]);
  });

  test('name no price, and no number but that of a hotline, an age, a law or an hour', () => {
    const priced = entries.filter(({ answer }) => /\d[\d,]*\s*(元|塊|萬|%|％)/.test(answer));
    expect(priced.map(({ id, answer }) => `${id}: ${answer}`)).toEqual([]);
  });
});
