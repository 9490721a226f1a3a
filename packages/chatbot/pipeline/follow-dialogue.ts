import { missingIn } from '../domain/dialogue.ts';
import { intentOf, isCancel, isQuestion, isYes } from '../domain/intent.ts';
import { addToReport } from '../domain/report-words.ts';
import { askOn } from './ask-for-report.ts';
import { conclude, type Step, type Thinking } from './thinking.ts';
import { lookUp } from './track-case.ts';

/** A report or a tracking under way takes the message as its answer, unless it asks something else. */
export const followDialogue: Step = (thinking) => {
  const { dialogue, clean, words } = thinking;
  if (dialogue.kind === 'none') return null;
  if (isCancel(clean)) {
    const reason = dialogue.kind;
    return conclude({ outcome: 'answer', reason, text: words.cancelled, confidence: 1 });
  }
  return dialogue.kind === 'track' ? followTracking(thinking) : followReport(thinking);
};

function followTracking(thinking: Thinking) {
  // Numbers are what was asked for; words are about something else.
  return /\d/.test(thinking.clean) ? lookUp(thinking) : null;
}

function followReport(thinking: Thinking) {
  const { dialogue, text, clean, reference } = thinking;
  if (dialogue.kind !== 'report') return null;
  const { draft, asked } = dialogue;
  if (asked === 'confirm' && missingIn(draft).length === 0) {
    if (isYes(clean)) {
      return conclude({ outcome: 'answer', reason: 'report', text: '', confidence: 1, file: true });
    }
    return null;
  }
  const asksElse = asked !== 'description' && isQuestion(clean) && intentOf(clean) === 'question';
  if (asksElse) return null;
  // The place and the words of a report are the citizen's own, kept under the chat's key.
  return askOn(thinking, addToReport(dialogue, asked === 'address' ? text : clean, reference));
}
