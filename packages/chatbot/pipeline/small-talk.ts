import { intentOf } from '../domain/intent.ts';
import { OTHER_LANGUAGES } from '../domain/words/index.ts';
import { conclude, type Step } from './thinking.ts';

const THANKS = /謝|感恩|3q|thank|thx|掰|再見|拜拜|bye/iu;

/** A greeting is greeted, thanks are thanked. */
export const smallTalk: Step = ({ clean, words }) =>
  intentOf(clean) === 'smallTalk'
    ? conclude({
        outcome: 'answer',
        reason: 'small_talk',
        text: THANKS.test(clean) ? words.thanks : words.smallTalk,
        offers: ['report', 'track', 'person'],
        confidence: 1,
      })
    : null;

/** Signs and emoji alone, or a single letter: nothing to search for. */
export const askForWords: Step = ({ clean, words }) =>
  /\p{L}.*\p{L}|\p{Script=Han}/u.test(clean.replace(/\[\p{Script=Han}+\]/gu, ''))
    ? null
    : conclude({
        outcome: 'choices',
        reason: 'clarify',
        text: words.sayMore,
        offers: ['person'],
        confidence: 0,
      });

/** A language that is not spoken here is told so in that language, with the way to a person. */
export const tellLanguages: Step = ({ language }) =>
  language === 'zh' || language === 'en'
    ? null
    : conclude({
        outcome: 'handoff',
        reason: 'person',
        text: OTHER_LANGUAGES[language],
        offers: ['person'],
        confidence: 0,
      });
