import { emptyDraft } from '../domain/dialogue.ts';
import { isQuestion } from '../domain/intent.ts';
import { addToReport, typeIn } from '../domain/report-words.ts';
import { askOn } from './ask-for-report.ts';
import type { Step } from './thinking.ts';

/** No entry answers it, but it tells of a problem that is reported here: a draft is begun. */
export const takeProblem: Step = (thinking) => {
  const { clean, text, reference } = thinking;
  if (isQuestion(clean) || !typeIn(clean, reference.types)) return null;
  return askOn(
    thinking,
    addToReport({ kind: 'report', draft: emptyDraft, asked: 'typeCode' }, text, reference),
  );
};
