/** The weights of the engine, in one place so that they can be measured. */
export interface Settings {
  /** How much a term in each field counts. */
  readonly question: number;
  readonly similar: number;
  readonly tags: number;
  readonly answer: number;
  /** How soon more of the same term adds nothing (BM25's k1). */
  readonly saturation: number;
  /** How much a longer question, and a longer answer, weighs its terms down (BM25's b). */
  readonly lengthShort: number;
  readonly lengthLong: number;
  /** What a single character counts beside a pair. */
  readonly single: number;
  /** The share of a term's rarity that the language at large decides. */
  readonly idfOfBackground: number;
  /** What an official term of the lexicon counts beside a word that was said. */
  readonly lexicon: number;
  /** What the sound of a pair counts that no entry has in these characters. */
  readonly sound: number;
  /** What the words of asking count (請問, 怎麼辦, …). */
  readonly phrasing: number;
  /** What the words count of what is wanted of a thing (申請, 檢舉, …). */
  readonly wanted: number;
  /** How much less an entry counts that has nothing of one of the words typed, of 1. */
  readonly wordMissing: number;
}

/**
 * Measured on real city FAQs without similar questions, and on the half of the project's questions
 * that is for tuning. Most of the words of a long answer are about its neighbours' questions too,
 * and one of a dozen similar questions may hold a word by chance: both weigh less than the question.
 */
export const SETTINGS: Settings = {
  question: 2,
  similar: 1.4,
  tags: 2,
  answer: 0.5,
  saturation: 1.2,
  lengthShort: 0.75,
  lengthLong: 0.75,
  single: 1.1,
  idfOfBackground: 0.3,
  lexicon: 0.65,
  sound: 0.6,
  phrasing: 0.35,
  wanted: 0.5,
  wordMissing: 0.3,
};
