import { conclude, type Step } from './thinking.ts';

/** The kill switch: with the bot off whatever is no danger goes to a person. */
export const heedSwitch: Step = ({ settings, words, dialogue }) =>
  settings.botOn
    ? null
    : conclude({
        outcome: 'handoff',
        reason: 'person',
        text: words.switchedOff,
        offers: ['person'],
        confidence: 0,
        dialogue,
      });
