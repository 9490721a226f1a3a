import { type Lexicon, officialTerms } from './lexicon.ts';
import type { Settings } from './settings.ts';
import { isSingle, termsOf } from './terms.ts';

/** Words of asking that say nothing of what is asked about. */
const PHRASING =
  /請問|怎麼辦理|怎麼辦|該怎麼|要怎麼|怎麼樣|怎麼|怎樣|如何|可不可以|可以嗎|可以|能不能|是不是|會不會|有沒有|什麼|甚麼|哪裡|哪些|哪個|哪|為何|為什麼|我要|我想|想要|想問|請教|謝謝|你好|您好|多少|需要|要|嗎|呢|啊|吧|了|的|是|有|跟|在|把|被|我|你|他|誰|會|就|都|去|找/gu;

/** A question as weighted terms. `own` are the words that were said, without the lexicon's. */
export interface Query {
  readonly weights: ReadonlyMap<string, number>;
  readonly own: ReadonlyMap<string, number>;
}

/** Weighs the terms of a normalised question: phrasing little, the lexicon's terms less than said ones. */
export function queryOf(text: string, lexicon: Lexicon, settings: Settings): Query {
  const own = new Map<string, number>();
  const bare = new Set(termsOf(text.replace(PHRASING, ' ')));
  for (const term of termsOf(text)) {
    const weight = kindWeight(term, settings) * (bare.has(term) ? 1 : settings.phrasing);
    own.set(term, Math.max(own.get(term) ?? 0, weight));
  }
  const weights = new Map(own);
  for (const official of officialTerms(lexicon, text)) {
    for (const term of new Set(termsOf(official))) {
      const weight = kindWeight(term, settings) * settings.lexicon;
      weights.set(term, Math.max(weights.get(term) ?? 0, weight));
    }
  }
  return { weights, own };
}

function kindWeight(term: string, settings: Settings): number {
  return isSingle(term) ? settings.single : 1;
}
