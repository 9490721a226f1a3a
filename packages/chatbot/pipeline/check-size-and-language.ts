import { answerLanguage, languageOf } from '../domain/language.ts';
import { phrases } from '../domain/words/index.ts';
import { note, type Step } from './thinking.ts';

/** So much of a message is looked at; the route has refused what is longer than anybody writes. */
const LONGEST = 2_000;

/** Notes which language is asked in and which is answered in. Nothing ends here: a danger may be in it. */
export const checkSizeAndLanguage: Step = ({ text, usual }) => {
  const cut = text.slice(0, LONGEST);
  const language = languageOf(cut, usual);
  const speaks = answerLanguage(language);
  return note({ text: cut, clean: cut, language, speaks, words: phrases(speaks) });
};
