import { service } from '@1999/platform';
import { type PreparedWords, prepareWords } from '../engine.ts';
import { readWordData } from './word-data.ts';

/** Lexicon, decoys and background: read once a process, on first use. */
export const preparedWords = service<{ get(): PreparedWords }>('knowledge.words', () => {
  let words: PreparedWords | undefined;
  return {
    get: () => {
      words ??= prepareWords(readWordData());
      return words;
    },
  };
});
