import { admit } from './admit.ts';
import { note, type Step } from './thinking.ts';

const NONE =
  /^(?:都不是|都不對|以上皆非|沒有我要的|none(?: of (?:these|them|the above))?|neither)[\s。.!！]*$/iu;

/** 「都不是」 after choices: the question before is still open, and is what this is about. */
export const refuseChoices: Step = ({ clean, history }) => {
  const last = history.findLastIndex(({ from }) => from === 'bot');
  const asked = history.slice(0, last).findLast(({ from }) => from === 'citizen');
  if (!asked || !history[last]?.choices?.length || !NONE.test(clean.trim())) return null;
  return note({ clean: asked.text, refused: true });
};

/** What was offered was not it: nothing of it is offered again. */
export const admitRefused: Step = (thinking) => (thinking.refused ? admit(thinking) : null);
