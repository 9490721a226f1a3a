import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normal } from '../engine.ts';
import { pairsOfGroup, readWordData } from '../io/word-data.ts';

const { pairs, background } = readWordData();
const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const known = new Set(normal(read('../data/entries.jsonl')));
const lines = read('general.txt')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));

describe('the lexicon', () => {
  test('has at least 1,500 pairs of an everyday word and its official term', () => {
    const apart = new Set(pairs.map(([word, term]) => `${normal(word)} ${normal(term)}`));
    expect(apart.size).toBeGreaterThanOrEqual(1_500);
  });

  test('has at least 1,500 everyday words', () => {
    expect(new Set(pairs.map(([word]) => normal(word))).size).toBeGreaterThanOrEqual(1_500);
  });

  test('has no pair without a word or a term', () => {
    expect(pairs.filter(([word, term]) => !normal(word) || !normal(term))).toEqual([]);
  });

  test('has no word in a line that earlier lines have said already, and none twice', () => {
    const seen = new Set<string>();
    const idle: string[] = [];
    for (const line of lines) {
      const [official = '', words = ''] = line.split(' : ');
      for (const word of words.split(' ')) {
        const own = pairsOfGroup(`${official} : ${word}`).map((pair) => pair.join(' > '));
        if (own.every((pair) => seen.has(pair))) idle.push(`${official} : ${word}`);
        for (const pair of own) seen.add(pair);
      }
    }
    expect(idle).toEqual([]);
  });

  test('has official terms of characters that entries or the language at large have', () => {
    const strange = pairs
      .map(([, term]) => normal(term))
      .filter((term) => !/[a-z0-9]/.test(term))
      .filter((term) => [...term].some((sign) => !known.has(sign) && !background.counts.has(sign)));
    expect([...new Set(strange)]).toEqual([]);
  });
});
