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
/** What is done with a thing, in front of it: 租衝浪板 is two words. */
const DONE = /^[租買賣借領辦修養種開繳拆裝丟換補報查拿玩請找考騎搭]/u;

/**
 * The words of a normalised question that no entry and no pair of the lexicon knows, in the order of
 * the text: runs of characters of which no two neighbours stand in an entry, and what is left of such
 * a run without the verb before it.
 */
export function unknownWords(question: string, known: KnownWords): string[] {
  let text = question;
  for (const { from, to } of saidWords(known.lexicon, question)) {
    if (to - from > 1) text = `${text.slice(0, from)}${' '.repeat(to - from)}${text.slice(to)}`;
  }
  const found = new Set<string>();
  for (const [run] of withoutPhrasing(text).matchAll(/\p{Script=Han}+|[a-z][\p{L}\p{N}]*/gu)) {
    if (/^\p{Script=Han}/u.test(run)) {
      for (const word of unknownRuns([...run], known)) {
        for (const one of [word, word.replace(DONE, '')]) if ([...one].length > 1) found.add(one);
      }
    } else if (run.length > 1 && !known.entryHas(run)) found.add(run);
  }
  return [...found].filter((word) => word.length <= LONGEST);
}

/** Cut between each two characters that stand side by side in an entry. */
function unknownRuns(signs: readonly string[], { entryHas }: KnownWords): string[] {
  const runs: string[] = [];
  let run = signs[0] ?? '';
  for (let at = 1; at < signs.length; at++) {
    const sign = signs[at] ?? '';
    if (entryHas(`${signs[at - 1]}${sign}`)) {
      runs.push(run);
      run = sign;
    } else run += sign;
  }
  return [...runs, run];
}

/** Unknown words of several questions, those that most of them hold first, at most `limit`. */
export function commonest(
  questions: readonly (readonly string[])[],
  limit: number,
): { word: string; questions: number }[] {
  const holding = (word: string) =>
    questions.filter((words) => words.some((one) => one.includes(word))).length;
  return [...new Set(questions.flat())]
    .map((word) => ({ word, questions: holding(word) }))
    .sort((a, b) => b.questions - a.questions)
    .slice(0, limit);
}

/** The pairs of a word, or what else it has: the rarest tells how often the whole can stand anywhere. */
export function pairsOf(word: string): string[] {
  const terms = termsOf(word);
  const pairs = terms.filter((term) => !isSingle(term));
  return pairs.length > 0 ? pairs : terms;
}
