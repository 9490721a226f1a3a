import type { App } from '@1999/platform';
import type { Dialogue } from '../domain/dialogue.ts';
import { phrases } from '../domain/words/index.ts';
import { reference } from '../io/reference.ts';
import { botSettings } from '../queries/settings.ts';
import { STEPS } from './steps.ts';
import type { Asked, Conclusion, Thinking } from './thinking.ts';

/** What the bot makes of a message, and what was known of it at the end. */
export interface Answered {
  readonly conclusion: Conclusion;
  readonly thinking: Thinking;
}

/** Goes through the pipeline. Reads only: whoever asks keeps what comes of it. */
export async function answerQuestion(app: App, asked: Asked): Promise<Answered> {
  let thinking: Thinking = {
    ...asked,
    app,
    settings: await botSettings(app),
    reference: await reference(app),
    language: asked.usual,
    speaks: asked.usual,
    words: phrases(asked.usual),
    clean: asked.text,
    masked: [],
    search: null,
    refused: false,
    by: 'offline',
  };
  for (const step of STEPS) {
    const stepped = await step(thinking);
    if (!stepped) continue;
    if ('conclude' in stepped) return finish(thinking, stepped.conclude);
    thinking = { ...thinking, ...stepped.note };
  }
  throw new Error('the last step of the pipeline has to conclude');
}

/** Whoever wrote personal data is told, whatever else is answered. */
function finish(thinking: Thinking, conclusion: Conclusion): Answered {
  const told =
    thinking.masked.length > 0 ? `${conclusion.text}\n${thinking.words.masked}` : conclusion.text;
  const dialogue = conclusion.dialogue ?? left(thinking, conclusion);
  return { thinking, conclusion: { ...conclusion, text: told.trim(), dialogue } };
}

/** A question in the middle of a report leaves the report as it is. */
function left({ dialogue }: Thinking, { reason }: Conclusion): Dialogue {
  return dialogue.kind === 'report' && reason !== 'report' ? dialogue : { kind: 'none' };
}
