import { type Lexicon, saidWords } from '../search/lexicon.ts';
import { withoutPhrasing } from '../search/query.ts';
import { isSingle, termsOf } from '../search/terms.ts';

/** What is known of words already. */
export interface KnownWords {
  readonly lexicon: Lexicon;
  /** Whether an entry has a term. */
  readonly entryHas: (term: string) => boolean;
}

/** Longer runs are no word that anybody would keep. */
const LONGEST = 20;
/** A run between words of asking that may be one word. */
const SHORT = 6;
/** What is done with a thing, in front of it: 租衝浪板 is two words. */
const DONE = /^[租買賣借領辦修養種開繳拆裝丟換補報查拿玩請找考騎搭]/u;

/**
 * The words of a normalised question that no entry and no pair of the lexicon knows: where two
 * characters stand side by side that no entry has so, they and what they cut into; the whole between
 * words of asking, where it is short; and each without a verb before it. An editor chooses.
 */
export function unknownWords(question: string, known: KnownWords): string[] {
  let text = question;
  for (const { from, to } of saidWords(known.lexicon, question)) {
    if (to - from > 1) text = `${text.slice(0, from)}${' '.repeat(to - from)}${text.slice(to)}`;
  }
  const found = new Set<string>();
  for (const [run] of withoutPhrasing(text).matchAll(/\p{Script=Han}+|[a-z][\p{L}\p{N}]*/gu)) {
    if (/^\p{Script=Han}/u.test(run)) {
      for (const word of unknownIn([...run], known)) {
        for (const one of [word, word.replace(DONE, '')]) if ([...one].length > 1) found.add(one);
      }
    } else if (run.length > 1 && !known.entryHas(run)) found.add(run);
  }
  return [...found].filter((word) => word.length <= LONGEST);
}

function unknownIn(signs: readonly string[], { entryHas }: KnownWords): string[] {
  const isKnown = (at: number) => entryHas(`${signs[at]}${signs[at + 1]}`);
  const words: string[] = [];
  for (let from = 0; from + 1 < signs.length; from++) {
    if (isKnown(from)) continue;
    let to = from + 1;
    while (to + 1 < signs.length && !isKnown(to)) to++;
    // 視櫃 cuts 電視: a known pair at the edge belongs to the word.
    const [begin, end] = [Math.max(0, from - 1), Math.min(signs.length, to + 2)];
    words.push(signs.slice(begin, end).join(''));
    from = to;
  }
  if (words.length > 0 && signs.length <= SHORT) words.push(signs.join(''));
  return [...new Set(words)];
}

/** Unknown words of several questions, those that most of them hold first, of these the longer. At most `limit`. */
export function commonest(
  questions: readonly (readonly string[])[],
  limit: number,
): { word: string; questions: number }[] {
  const holding = (word: string) =>
    questions.filter((words) => words.some((one) => one.includes(word))).length;
  return [...new Set(questions.flat())]
    .map((word) => ({ word, questions: holding(word) }))
    .sort((a, b) => b.questions - a.questions || b.word.length - a.word.length)
    .slice(0, limit);
}

/** The pairs of a word, or what else it has: the rarest tells how often the whole can stand anywhere. */
export function pairsOf(word: string): string[] {
  const terms = termsOf(word);
  const pairs = terms.filter((term) => !isSingle(term));
  return pairs.length > 0 ? pairs : terms;
}
