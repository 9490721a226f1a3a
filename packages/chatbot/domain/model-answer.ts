import { guardPrivateData } from './private-data.ts';

/** An entry as the model was shown it: by its number in the list, from 1. */
export interface Shown {
  readonly question: string;
  readonly answer: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

/** What the model may say: an answer out of entries, a choice between some, or none of these. */
export type ModelCall =
  | { readonly name: 'answer'; readonly entries: readonly number[]; readonly text: string }
  | { readonly name: 'offer'; readonly entries: readonly number[] }
  | { readonly name: 'none_of_these' };

export type Checked =
  | { readonly kind: 'answer'; readonly entries: readonly number[]; readonly text: string }
  | { readonly kind: 'offer'; readonly entries: readonly number[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly why: string };

const LONGEST_ANSWER = 800;
/** The share of an answer's pairs of characters that its entries must hold. */
const GROUNDED = 0.5;
const URL = /\bhttps?:\/\/[^\s<>()（）「」『』，。；、"'\]]+|\bwww\.[^\s<>()（），。；、"'\]]+/giu;

/**
 * Judges what a model gave back. Nothing of it is believed: entries must be among those shown; an
 * answer's figures must stand in its entries, most of its words too, where they are of one language;
 * a link that its entries lack is taken out; whatever looks like personal data refuses the whole.
 */
export function checkModelAnswer(call: ModelCall, shown: readonly Shown[]): Checked {
  if (call.name === 'none_of_these') return { kind: 'none' };
  const entries = [...new Set(call.entries)];
  if (entries.some((number) => !shown[number - 1]))
    return { kind: 'refused', why: 'unknown entry' };
  if (call.name === 'offer') return { kind: 'offer', entries };
  const sources = entries.map((number) => shown[number - 1] as Shown);
  const text = withoutForeignLinks(call.text.normalize('NFC'), sources).trim();
  const why = faultIn(text, sources);
  return why ? { kind: 'refused', why } : { kind: 'answer', entries, text };
}

function faultIn(text: string, sources: readonly Shown[]): string | null {
  if (text.length < 2) return 'empty';
  if (text.length > LONGEST_ANSWER) return 'too long';
  const source = sources.map(wordsOf).join('\n');
  if (guardPrivateData(text).found.some((kind) => !guardPrivateData(source).found.includes(kind))) {
    return 'personal data';
  }
  const known = new Set(numbersIn(source));
  if (numbersIn(text).some((number) => !known.has(number))) return 'a figure of its own';
  if (/<[a-z/!][^>]*>|\]\(|javascript:|data:/iu.test(text)) return 'markup';
  return isGrounded(text, source) ? null : 'words of its own';
}

function wordsOf({ question, answer, links }: Shown): string {
  return [question, answer, ...links.flatMap(({ title, url }) => [title, url])].join('\n');
}

function withoutForeignLinks(text: string, sources: readonly Shown[]): string {
  const known = sources.map(wordsOf).join('\n');
  return text.replace(URL, (url) => (known.includes(url.replace(/[.,;:!?]+$/u, '')) ? url : ''));
}

/** Numbers of two digits and more; single digits count things. */
function numbersIn(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replace(/(\d),(?=\d{3})/g, '$1')
      .match(/\d{2,}/g) ?? []
  );
}

/** Of one language, half of the answer's pairs of characters must be the entries'. */
function isGrounded(text: string, source: string): boolean {
  const pairs = pairsIn(text);
  const known = new Set(pairsIn(source));
  // An English answer from Chinese entries shares no characters with them: figures and links decide.
  if (pairs.length < 2) return /[a-z]{3}/iu.test(text);
  return pairs.filter((pair) => known.has(pair)).length / pairs.length >= GROUNDED;
}

function pairsIn(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    const signs = [...run];
    for (let at = 0; at + 1 < signs.length; at++) pairs.push(`${signs[at]}${signs[at + 1]}`);
  }
  return pairs;
}
