const RUN = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u;

/**
 * The terms of a normalised text, repeats included: each Han character and each pair of
 * neighbours; latin words and numbers whole. The order is that of the text.
 */
export function termsOf(normalised: string): string[] {
  const terms: string[] = [];
  for (const [run] of normalised.matchAll(RUN)) {
    if (!HAN.test(run)) {
      terms.push(run);
      continue;
    }
    for (const part of run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
      if (!HAN.test(part)) {
        terms.push(part);
        continue;
      }
      const signs = [...part];
      for (let at = 0; at < signs.length; at++) {
        terms.push(signs[at] as string);
        if (at + 1 < signs.length) terms.push(`${signs[at]}${signs[at + 1]}`);
      }
    }
  }
  return terms;
}

/** Whether a term is one Han character, which tells less than a pair or a word. */
export function isSingle(term: string): boolean {
  return [...term].length === 1 && HAN.test(term);
}
