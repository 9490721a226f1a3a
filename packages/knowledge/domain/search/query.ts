import { type Lexicon, saidWords } from './lexicon.ts';
import type { Settings } from './settings.ts';
import { type PairSound, pairSounds, type Sounds } from './sounds.ts';
import { isSingle, termsOf } from './terms.ts';

/** Words that hold a sign of asking and ask nothing by it: 過戶 is not 過, nor 不動產 不. */
const NAMES =
  /不動產|不見|不亮|不孕|不實|不當|不良|不滿|不服|不平|不足|所得|都市|都更|都計|過戶|過期|過世|過年|過敏|過站|過路|使用|占用|佔用|信用|自用|借用|公用|費用|用戶|用水|用電|用地|用途|用藥|用品|社會|管委會|委員會|工會|會員|會籍|會計|廟會|集會|國會|都會|里民會|農會|漁會|協會|公會|園遊會|演唱會|會勘|國有|市有|公有|私有|共有|所有權|有線|有機|有害|有毒|有效|有限|著作|貨到|報到|遲到|到期|到府|到站|來電|自來水|往來|就業|就學|就醫|就診|看護|看診|看病|看板|線上|網上|樓上|路上|海上|上班|上課|上學|地下|樓下|下水|下陷|下班|下架|給付|給水|還款|還車|還書|被害|在職|在家|再生|再造|遊說|說明|上訴|得獎|好康|愛好|其他|自我/u;

/** Words of asking that say nothing of what is asked about. */
const PHRASING =
  /請問|什麼時候|時候|那個|這個|一個|哪一個|知道|幫忙|裡面|不會|就是|因為|所以|還是|或是|怎麼弄|一直|已經|現在|之前|以後|然後|如果|我們|他們|家裡|自己|東西|地方|看到|看得到|聽說|直接|順便|到底|麻煩|幫我|請幫|要去|要不要|好不好|有人|沒有|不是|那種|這種|那家|那張|怎麼辦理|怎麼辦|該怎麼|要怎麼|怎麼樣|怎麼|怎樣|如何|可不可以|可以嗎|可以|能不能|是不是|會不會|有沒有|什麼|甚麼|哪裡|哪些|哪個|哪|為何|為什麼|我要|我想|想要|想問|請教|謝謝|你好|您好|多少|需要|要|嗎|呢|啊|吧|了|的|是|有|跟|在|把|被|我|你|他|誰|會|就|都|去|找|再|還|也|很|才|又|給|讓|用|來|到|得|著|過|沒|不|想|說|看|這|那|上|下|好/u;

const NAME_OR_PHRASING = new RegExp(`(${NAMES.source})|${PHRASING.source}`, 'gu');

/** What is wanted of a thing, which a hundred entries are about: the thing itself tells more. */
const WANTED =
  /查詢|申請|申辦|辦理|手續|流程|檢舉|申訴|通報|補發|補辦|服務|費用|時間|地點|報名|資格|規定/gu;

/** Terms and what each counts. */
export type Weights = ReadonlyMap<string, number>;

/** An everyday word as it was said, and its official terms, of which an entry has one or another. */
export interface Meant {
  readonly said: Weights;
  readonly official: readonly Weights[];
}

/** A question as weighted terms: the words that were said, and what the everyday ones mean. */
export interface Query {
  readonly own: Weights;
  readonly meanings: readonly Meant[];
  /** How the pairs of characters sound, for those that no entry has. */
  readonly sounds: readonly PairSound[];
  /** Each word by itself, when words were typed (「停車費 補繳」) and no sentence. */
  readonly words: readonly Query[];
}

/** Weighs the terms of a normalised question: phrasing little, the lexicon's terms less than said ones. */
export function queryOf(
  text: string,
  { lexicon, sounds }: { readonly lexicon: Lexicon; readonly sounds: Sounds },
  settings: Settings,
): Query {
  const own = new Map<string, number>();
  const bare = new Set(termsOf(withoutPhrasing(text)));
  const things = new Set(termsOf(withoutWants(text)));
  const shareOf = (term: string) => {
    if (!bare.has(term)) return settings.phrasing;
    return things.size === 0 || things.has(term) ? 1 : settings.wanted;
  };
  for (const term of termsOf(text)) {
    const weight = kindWeight(term, settings) * shareOf(term);
    own.set(term, Math.max(own.get(term) ?? 0, weight));
  }
  const seen = new Set<string>();
  const meanings: Meant[] = [];
  for (const { from, to, official } of saidWords(lexicon, text)) {
    const fresh = official.filter((term) => !seen.has(term));
    for (const term of fresh) seen.add(term);
    if (fresh.length === 0) continue;
    meanings.push({
      said: new Map(termsOf(text.slice(from, to)).map((term) => [term, own.get(term) ?? 0])),
      official: fresh.map((words) => {
        const terms = [...new Set(termsOf(words))];
        return new Map(terms.map((term) => [term, kindWeight(term, settings) * settings.lexicon]));
      }),
    });
  }
  const words = typedWords(text).map((word) => queryOf(word, { lexicon, sounds }, settings));
  return { own, meanings, sounds: pairSounds(text, sounds), words };
}

/** A text without its words of asking. */
export function withoutPhrasing(text: string): string {
  return text.replace(NAME_OR_PHRASING, (_, name: string | undefined) => name ?? ' ');
}

/** A text without what is wanted of the thing it is about. */
export function withoutWants(text: string): string {
  return text.replace(WANTED, ' ');
}

const MOST_WORDS = 4;
const LONGEST_WORD = 8;

/** The words of a short query, two to four parted by spaces; none of a sentence or a single word. */
function typedWords(text: string): string[] {
  const words = text.split(' ').filter((word) => withoutPhrasing(word).trim() !== '');
  const few = words.length >= 2 && words.length <= MOST_WORDS;
  return few && words.every((word) => word.length <= LONGEST_WORD) ? words : [];
}

/**
 * What was said, and what the lexicon says instead, which counts no more than the word it stands
 * for; a word that is both counts as it was said.
 */
export function allTerms({ own, meanings }: Query): Weights {
  const all = new Map<string, number>();
  for (const { said, official } of meanings) {
    const most = Math.max(0, ...said.values());
    for (const [term, weight] of official.flatMap((words) => [...words])) {
      all.set(term, Math.max(all.get(term) ?? 0, Math.min(weight, most)));
    }
  }
  for (const [term, weight] of own) all.set(term, weight);
  return all;
}

function kindWeight(term: string, settings: Settings): number {
  return isSingle(term) ? settings.single : 1;
}
