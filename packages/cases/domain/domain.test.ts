import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseNumber, DraftData } from '../contract.ts';
import { caseNumber, numberYear } from './case-number.ts';
import { wrongAnswer } from './check-answers.ts';
import { publicStep } from './public-steps.ts';

describe('a case number', () => {
  test('takes its year from Taipei, where the year is eight hours old already', () => {
    expect(numberYear(Temporal.Instant.from('2025-12-31T15:59:59.999Z'))).toBe(2025);
    expect(numberYear(Temporal.Instant.from('2025-12-31T16:00:00Z'))).toBe(2026);
  });

  test('has five digits or more, and is always one that can be tracked', () => {
    expect(caseNumber(2026, 42)).toBe('A-TB-2026-00042');
    expect(caseNumber(2026, 123456)).toBe('A-TB-2026-123456');
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2999 }), fc.nat(), (year, sequence) => {
        expect(CaseNumber.safeParse(caseNumber(year, sequence)).success).toBe(true);
      }),
    );
  });
});

describe('answers to a type’s questions', () => {
  const words = { zh: '', en: '' };
  const questions = [
    { code: 'size', ...words, kind: 'text' as const },
    { code: 'blocking', ...words, kind: 'yesNo' as const },
    { code: 'lane', ...words, kind: 'choice' as const, options: [{ code: 'fast', ...words }] },
  ];
  test.each([
    [{}, null],
    [{ size: 'large', blocking: false, lane: 'fast' }, null],
    [{ colour: 'red' }, 'colour'],
    [{ blocking: 'yes' }, 'blocking'],
    [{ size: true }, 'size'],
    [{ lane: 'slow' }, 'lane'],
    [{ lane: true }, 'lane'],
    [{ constructor: 'x' }, 'constructor'],
  ])('%j: wrong is %s', (answers, code) => {
    expect(wrongAnswer(questions, answers as never)?.code ?? null).toBe(code);
  });
});

describe('what a citizen is shown', () => {
  test('is the story, not what happens inside', () => {
    expect(publicStep('order.acknowledged')).toBe('acknowledged');
    for (const inside of ['clock.breached', 'order.escalated', 'delivery.failed', 'toString']) {
      expect(publicStep(inside)).toBeNull();
    }
  });
});

describe('a draft', () => {
  test('may hold any text PostgreSQL can hold, and no other', () => {
    const storable = (text: string) => !text.includes('\0') && text.isWellFormed();
    const units = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '\\u0000', '\\', '\\\\\0'),
    );
    fc.assert(
      fc.property(fc.array(units), (parts) => {
        const text = parts.join('');
        const accepted = DraftData.safeParse({ text }).success;
        expect(accepted).toBe(storable(text));
      }),
    );
  });
});
