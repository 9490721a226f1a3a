import type { I18n } from '@lingui/core';
import type { z } from 'zod';
import type { Translate } from '../i18n/create-i18n.ts';
import type { zh } from '../messages/zh.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a field, in the person's language. A schema's own message is used only where
 * it is a key of the catalogues (`.refine(…, { error: 'order.photoNeeded' })`): contracts speak to
 * developers. The issue must carry its input (`reportInput`).
 */
export function zodSentence(issue: Issue, t: Translate<keyof typeof zh>, i18n: I18n): string {
  if (issue.message && issue.message in i18n.messages) return i18n._(issue.message);
  const empty = issue.input === undefined || issue.input === null || issue.input === '';
  if (empty) return t('kit.field.required');
  switch (issue.code) {
    case 'too_small': {
      const minimum = Number(issue.minimum);
      if (issue.origin === 'string') {
        return minimum <= 1 ? t('kit.field.required') : t('kit.field.tooShort', { minimum });
      }
      return t(issue.origin === 'array' ? 'kit.field.tooFew' : 'kit.field.tooSmall', { minimum });
    }
    case 'too_big': {
      const maximum = Number(issue.maximum);
      if (issue.origin === 'string') return t('kit.field.tooLong', { maximum });
      return t(issue.origin === 'array' ? 'kit.field.tooMany' : 'kit.field.tooBig', { maximum });
    }
    case 'invalid_type':
      return issue.expected === 'number' ? t('kit.field.number') : t('kit.field.invalid');
    case 'invalid_format':
      return issue.format === 'email' ? t('kit.field.email') : t('kit.field.format');
    case 'invalid_value':
      return t('kit.field.choice');
    default:
      return t('kit.field.invalid');
  }
}
