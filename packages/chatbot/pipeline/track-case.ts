import { intentOf } from '../domain/intent.ts';
import { conclude, type Step, type Thinking } from './thinking.ts';

const NUMBER = /A-?TB-?(\d{4})-?(\d{5,})/iu;

/** "How does my case stand": asks for number and code, then looks up. */
export const startTracking: Step = (thinking) =>
  intentOf(thinking.clean) === 'track' ? lookUp(thinking) : null;

/** Takes number and code out of a message, with the number said before; asks for what lacks. */
export function lookUp({ clean, words, dialogue }: Thinking) {
  const said = NUMBER.exec(clean);
  const before = dialogue.kind === 'track' ? dialogue.number : null;
  const number = said ? `A-TB-${said[1]}-${said[2]}` : before;
  const code = /(?<!\d)\d{6}(?!\d)/.exec(clean.replace(NUMBER, ' '))?.[0];
  const common = { outcome: 'answer', reason: 'track', confidence: 1 } as const;
  if (!number) {
    const asking = { kind: 'track', number: null } as const;
    return conclude({ ...common, text: words.askCaseNumber, offers: ['person'], dialogue: asking });
  }
  const asking = { kind: 'track', number } as const;
  if (!code) {
    return conclude({
      ...common,
      text: words.askTrackingCode,
      offers: ['person'],
      dialogue: asking,
    });
  }
  return conclude({ ...common, text: '', track: { number, code }, dialogue: asking });
}
