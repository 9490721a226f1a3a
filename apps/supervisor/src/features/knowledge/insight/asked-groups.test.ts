import type { BotFigure, BotQuestion } from '@1999/chatbot/contract';
import { expect, test } from 'vitest';
import { join, linesBy } from './asked-groups.ts';

const row = (day: string, category: string | null, more: Partial<BotFigure>): BotFigure => ({
  day,
  category,
  questions: 0,
  answered: 0,
  choices: 0,
  referred: 0,
  outOfScope: 0,
  toPerson: 0,
  emergencies: 0,
  thumbsUp: 0,
  thumbsDown: 0,
  byModel: 0,
  ...more,
});
const rows = [
  row('2026-03-01', '交通', { questions: 4, answered: 2, choices: 1, outOfScope: 1, thumbsUp: 2 }),
  row('2026-03-01', null, { questions: 2, toPerson: 2 }),
  row('2026-03-02', '交通', { questions: 1, referred: 1, thumbsDown: 1 }),
];

test('days stand newest first, each with the sum of its categories', () => {
  expect(linesBy(rows, 'day')).toEqual([
    { name: '2026-03-02', questions: 1, answerRate: 1, handOverRate: 0, up: 0, down: 1 },
    { name: '2026-03-01', questions: 6, answerRate: 0.75, handOverRate: 0.5, up: 2, down: 0 },
  ]);
});

test('categories stand by how often they are asked; without knowledge questions there is no rate', () => {
  expect(linesBy(rows, 'category')).toMatchObject([
    { name: '交通', questions: 5, answerRate: 0.8, handOverRate: 0.2 },
    { name: '', questions: 2, answerRate: null, handOverRate: 1 },
  ]);
  expect(linesBy([], 'day')).toEqual([]);
});

test('a group has its words again, and knows how often it was rated badly', () => {
  const asked = (
    id: string,
    question: string | null,
    thumb: 'down' | null = null,
  ): BotQuestion => ({
    id,
    question,
    thumb,
    at: '2026-03-01T00:00:00Z',
    language: 'zh',
    outcome: 'handoff',
    reason: 'out_of_scope',
    confidence: 0,
    faqIds: [],
    nearest: null,
    category: null,
    handled: null,
  });
  const groups = join(
    [{ centre: 'a', ids: ['a', 'b', 'gone'], nearest: null }],
    [asked('a', '甲'), asked('b', '乙', 'down'), asked('c', null)],
  );
  expect(groups).toEqual([
    {
      id: 'a',
      questions: [
        { id: 'a', question: '甲' },
        { id: 'b', question: '乙' },
      ],
      down: 1,
      nearest: null,
    },
  ]);
});
