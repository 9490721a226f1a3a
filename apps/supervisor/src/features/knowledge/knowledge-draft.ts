import { type FaqContent, FaqKind, SIMILAR_ASKED_FOR } from '@1999/knowledge/contract';
import { text } from '@1999/platform/contract';
import { z } from 'zod';

const Address = z.string().regex(/^https?:\/\/\S+$/, 'knowledge.form.address.fault');
const LocalTime = z.string().regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/);

/** An entry as it stands in the form, be it right or not: what a reload must not lose. */
export const KnowledgeDraft = z.object({
  kind: FaqKind,
  question: z.string(),
  answer: z.string(),
  category: z.string(),
  agency: z.string().nullable(),
  /** One a line. */
  similar: z.string(),
  /** Parted by commas. */
  tags: z.string(),
  links: z.array(z.object({ title: z.string(), url: z.string() })),
  source: z.string(),
  sourceUrl: z.string(),
  /** Taipei's time, `2026-03-02T08:00`. */
  validFrom: z.string(),
  validTo: z.string(),
  reviewBy: z.string(),
});
export type KnowledgeDraft = z.infer<typeof KnowledgeDraft>;

/** The same form when it is saved. */
export const CompleteDraft = z
  .object({
    ...KnowledgeDraft.shape,
    question: text(500),
    answer: text(20_000),
    category: text(60),
    similar: z
      .string()
      .refine((value) => linesOf(value).length <= 100, 'knowledge.form.similar.fault')
      .refine(
        (value) => linesOf(value).every((line) => line.length <= 500),
        'knowledge.form.similar.fault',
      ),
    tags: z
      .string()
      .refine((value) => tagsOf(value).length <= 50, 'knowledge.form.tags.fault')
      .refine(
        (value) => tagsOf(value).every((tag) => tag.length <= 60),
        'knowledge.form.tags.fault',
      ),
    links: z.array(z.object({ title: text(100), url: Address })).max(20),
    source: z.string().trim().max(500),
    sourceUrl: z.union([z.literal(''), Address]),
    validFrom: LocalTime,
    validTo: LocalTime,
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom < validTo, {
    path: ['validTo'],
    error: 'knowledge.form.validTo.fault',
  });

/** The form's first values. */
export function draftOf(content: FaqContent | null): KnowledgeDraft {
  return {
    kind: content?.kind ?? 'city',
    question: content?.question ?? '',
    answer: content?.answer ?? '',
    category: content?.category ?? '',
    agency: content?.agency ?? null,
    similar: (content?.similar ?? []).join('\n'),
    tags: (content?.tags ?? []).join('、'),
    links: (content?.links ?? []).map(({ title, url }) => ({ title, url })),
    source: content?.source ?? '',
    sourceUrl: content?.sourceUrl ?? '',
    validFrom: localTime(content?.validFrom ?? null),
    validTo: localTime(content?.validTo ?? null),
    reviewBy: content?.reviewBy ?? '',
  };
}

/** What is sent of it. A moment that stands as it was keeps its seconds. */
export function contentOf(draft: KnowledgeDraft, before: FaqContent | null): FaqContent {
  return {
    kind: draft.kind,
    question: draft.question.trim(),
    answer: draft.answer.trim(),
    category: draft.category.trim(),
    agency: draft.agency || null,
    similar: linesOf(draft.similar),
    tags: tagsOf(draft.tags),
    links: draft.links.map(({ title, url }) => ({ title: title.trim(), url: url.trim() })),
    source: draft.source.trim() || null,
    sourceUrl: draft.sourceUrl.trim() || null,
    validFrom: moment(draft.validFrom, before?.validFrom ?? null),
    validTo: moment(draft.validTo, before?.validTo ?? null),
    reviewBy: draft.reviewBy || null,
  };
}

/** How many similar questions are still asked for. */
export function missingSimilar(similar: string): number {
  return Math.max(0, SIMILAR_ASKED_FOR - linesOf(similar).length);
}

function linesOf(value: string): string[] {
  return unique(value.split('\n'));
}

function tagsOf(value: string): string[] {
  return unique(value.split(/[,，、\n]/));
}

function unique(parts: readonly string[]): string[] {
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
}

function localTime(at: string | null): string {
  if (!at) return '';
  const local = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Taipei').toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' });
}

function moment(local: string, before: string | null): string | null {
  if (!local) return null;
  if (local === localTime(before)) return before;
  return Temporal.Instant.from(`${local}+08:00`).toString();
}
