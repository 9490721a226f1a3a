import type { App } from '@1999/platform';
import { z } from 'zod';
import { type Checked, checkModelAnswer, type Shown } from '../../domain/model-answer.ts';
import { guardForModel } from '../../domain/private-data.ts';
import type { Turn } from '../../pipeline/thinking.ts';
import { claimTokens } from './budget.ts';
import { type ModelReply, ModelUnavailable, modelOf } from './model.ts';
import { ModelCall } from './model-call.ts';
import { ANSWER, type Prompt, REWRITE } from './prompts.ts';
import { ANSWER_TOOLS, REWRITE_TOOLS } from './tools.ts';

/** A question as it may leave the house. */
export interface Consultation {
  readonly sessionId: string;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly signal: AbortSignal;
}

const ANSWER_TOKENS = 500;
const REWRITE_TOKENS = 120;
/** So many earlier messages, and so much of each and of an entry, are shown. */
const TURNS = 4;
const TURN_LENGTH = 300;
const ENTRY_LENGTH = 900;

/** The question to search for, with what it refers to put in. @throws ModelUnavailable */
export async function rewrite(app: App, asked: Consultation): Promise<string> {
  const data = { before: turnsOf(asked), message: guardForModel(asked.question).clean };
  const reply = await call(app, asked, REWRITE, data, REWRITE_TOOLS, REWRITE_TOKENS);
  const said = z.object({ question: z.string().trim().min(2).max(200) }).safeParse(reply.args);
  if (!said.success) throw new ModelUnavailable('modelRefused');
  return guardForModel(said.data.question).clean;
}

/** What the model makes of the question and the entries found for it. @throws ModelUnavailable */
export async function select(
  app: App,
  asked: Consultation & { readonly language: 'zh' | 'en'; readonly entries: readonly Shown[] },
): Promise<Checked> {
  const data = {
    answerIn: asked.language === 'en' ? 'English' : 'Traditional Chinese',
    before: turnsOf(asked),
    question: guardForModel(asked.question).clean,
    entries: asked.entries.map(({ question, answer, links }, index) => ({
      number: index + 1,
      question,
      answer: answer.slice(0, ENTRY_LENGTH),
      links,
    })),
  };
  const reply = await call(app, asked, ANSWER, data, ANSWER_TOOLS, ANSWER_TOKENS);
  const parsed = ModelCall.safeParse({ ...(reply.args as object), name: reply.name });
  if (!parsed.success) throw new ModelUnavailable('modelRefused');
  return checkModelAnswer(parsed.data, asked.entries);
}

function turnsOf({ history }: Consultation) {
  return history.slice(-TURNS).map(({ from, text }) => ({
    from,
    text: guardForModel(text).clean.slice(0, TURN_LENGTH),
  }));
}

async function call(
  app: App,
  { sessionId, signal }: Consultation,
  prompt: Prompt,
  data: object,
  tools: typeof ANSWER_TOOLS,
  maxTokens: number,
): Promise<ModelReply> {
  const model = modelOf(app);
  const { model: config } = app.config;
  if (!model || !config) throw new ModelUnavailable('modelOff');
  // As JSON nothing in a question can end the quotation it stands in.
  const user = JSON.stringify(data);
  const tokensIn = prompt.text.length + user.length;
  const claim = await claimTokens(app, config, { sessionId, tokensIn, tokensOut: maxTokens });
  try {
    const reply = await model.ask(app, { system: prompt.text, user, tools, maxTokens, signal });
    await claim.settle(reply.tokensIn || tokensIn, reply.tokensOut || maxTokens);
    return reply;
  } catch (error) {
    // Nobody knows what a broken call was charged: what was set aside stays so.
    throw error instanceof ModelUnavailable ? error : new ModelUnavailable('modelFailed');
  }
}
