import { faqView } from '@1999/knowledge';
import { answerWith } from './answer.ts';
import type { Step } from './thinking.ts';

const ORDINAL =
  /^(?:第?([一二三1-3１-３])(?:個|項|題)?|(?:number |no\.? ?|option )([1-3])|(first|second|third)(?: one)?)[\s。.!！]*$/iu;
const PLACES: Record<string, number> = { 一: 0, 二: 1, 三: 2, first: 0, second: 1, third: 2 };

/** 「第二個」 after choices were offered is the second of them. */
export const pickChoice: Step = async (thinking) => {
  const { app, clean, history } = thinking;
  const said = ORDINAL.exec(clean.normalize('NFKC').trim());
  const offered = history.findLast(({ from }) => from === 'bot')?.choices;
  if (!said || !offered?.length) return null;
  const word = (said[1] ?? said[2] ?? said[3] ?? '').toLowerCase();
  const choice = offered[PLACES[word] ?? Number(word) - 1];
  const entry = choice && (await faqView(app, choice.faqId).catch(() => null));
  return entry ? answerWith(thinking, entry, 1) : null;
};
