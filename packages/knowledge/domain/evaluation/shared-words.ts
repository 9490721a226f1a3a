/** Words that ask and bind, and say nothing of what is asked about. */
const ASKING =
  /請問|怎麼辦|怎麼|怎樣|如何|可不可以|可以|能不能|是不是|會不會|有沒有|什麼|甚麼|哪裡|哪些|哪個|哪|為何|為什麼|要|嗎|呢|誰|的|了|有/gu;

const RUN = /\p{Script=Han}+|[\p{Script=Latin}\d]+/gu;
const HAN = /\p{Script=Han}/u;

/**
 * What two normalised texts say in the same words: each pair of neighbouring Han characters and
 * each latin word or number that stands in both, words of asking left out. Stricter than words:
 * 車子 in 汽車子系統 counts.
 */
export function sharedWords(one: string, other: string): string[] {
  const words = wordsOf(other);
  return [...wordsOf(one)].filter((word) => words.has(word));
}

/**
 * How much of two normalised texts is said in the same pairs of characters and words, words of
 * asking left out: 0 for nothing, 1 for all. Above six tenths one is the other in hardly other words.
 */
export function likeness(one: string, other: string): number {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  return shared / (mine.size + theirs.size - shared || 1);
}

function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [run] of text.replace(ASKING, ' ').matchAll(RUN)) {
    if (!HAN.test(run)) {
      words.add(run);
      continue;
    }
    const signs = [...run];
    for (let at = 0; at + 1 < signs.length; at++) words.add(`${signs[at]}${signs[at + 1]}`);
  }
  return words;
}
