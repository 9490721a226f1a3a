import { asksForPerson } from '../domain/intent.ts';
import { conclude, type Step } from './thinking.ts';

/** "A person, please" works from everywhere, also in the middle of a report. */
export const callPerson: Step = ({ clean, words, dialogue }) =>
  asksForPerson(clean)
    ? conclude({
        outcome: 'handoff',
        reason: 'person',
        text: words.person,
        confidence: 1,
        handOver: true,
        dialogue,
      })
    : null;
