import { FaqContent } from '@1999/knowledge/contract';
import { diffArrays, diffWords } from 'diff';

/** A piece of a field: in both versions, only in the older, or only in the newer. */
export interface Part {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A field whose words differ; of a list each part is one of its lines. */
export interface Difference {
  readonly field: keyof FaqContent;
  readonly isList: boolean;
  readonly parts: readonly Part[];
}

const fields = Object.keys(FaqContent.shape) as (keyof FaqContent)[];
const PROSE: readonly string[] = ['question', 'answer'];
const words = new Intl.Segmenter('zh-Hant', { granularity: 'word' });

/** What differs between two versions, field by field, in words rather than characters. */
export function differencesOf(older: FaqContent, newer: FaqContent): Difference[] {
  return fields.flatMap((field): Difference[] => {
    const [before, after] = [older[field], newer[field]];
    if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return [];
    if (Array.isArray(before) || Array.isArray(after)) {
      const parts = diffArrays(linesOf(before), linesOf(after)).flatMap((change) =>
        change.value.map((text) => partOf(change, text)),
      );
      return [{ field, isList: true, parts }];
    }
    if (PROSE.includes(field)) {
      const changes = diffWords(String(before), String(after), { intlSegmenter: words });
      const parts = changes.map((change) => partOf(change, change.value));
      return [{ field, isList: false, parts }];
    }
    const whole: Part[] = [
      { kind: 'removed', text: String(before ?? '') },
      { kind: 'added', text: String(after ?? '') },
    ];
    return [{ field, isList: false, parts: whole.filter(({ text }) => text) }];
  });
}

function partOf(change: { added: boolean; removed: boolean }, text: string): Part {
  return { kind: change.added ? 'added' : change.removed ? 'removed' : 'same', text };
}

/** A list as lines; a link by its title and address. */
function linesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((one) => (typeof one === 'string' ? one : `${one.title} ${one.url}`));
}
