import { conclude, type Step } from './thinking.ts';

/** We do not know, say so, and offer a person. */
export const admit: Step = ({ words }) =>
  conclude({
    outcome: 'handoff',
    reason: 'out_of_scope',
    text: words.outOfScope,
    offers: ['person'],
  });
