import { search } from '@1999/knowledge';
import type { App } from '@1999/platform';
import type { Citation } from '../contract.ts';
import { hearDanger } from '../queries/hear-danger.ts';
import { nearby } from './nearby.ts';
import { conclude, type Step } from './thinking.ts';

/**
 * Danger words: at once whom to call. What the knowledge base has on it is offered below, for a
 * false alarm, and always where the danger is not clear; where that cannot be asked, the numbers are
 * told all the same (invariant I27).
 */
export const spotDanger: Step = async (thinking) => {
  const { text, words, app, history } = thinking;
  // Pressed out of the choices that were offered: it is that entry's question, and no cry for help.
  const offered = history.findLast(({ from }) => from === 'bot')?.choices ?? [];
  if (offered.some(({ title }) => title === text.trim())) return null;
  const danger = hearDanger(text);
  if (!danger) return null;
  const both = danger.kind === 'unclear' ? nearby(app, text) : about(app, text);
  const choices = await both.catch(() => []);
  return conclude({
    outcome: 'emergency',
    text: words.danger[danger.kind] + (choices.length ? `\n${words.dangerChoices}` : ''),
    choices,
    numbers: danger.numbers,
    danger: danger.kind,
    offers: ['person'],
    confidence: 1,
    dialogue: thinking.dialogue,
  });
};

/** Entries that cover most of what was said: a false alarm is answered by them, a cry for help has none. */
const COVERED = 0.5;

async function about(app: App, text: string): Promise<Citation[]> {
  const { coverage } = await search(app, text, { limit: 1 });
  return coverage >= COVERED ? nearby(app, text) : [];
}
