import { ConfigError } from './config-error.ts';

/** A language model behind any endpoint that speaks OpenAI's protocol. */
export interface ModelConfig {
  readonly apiKey: string;
  /** Absent means api.openai.com. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Absent means no search by meaning. */
  readonly embeddingModel: string | undefined;
  /** All calls of one question together, ms. */
  readonly timeoutMs: number;
  /** Tokens one chat, and all chats of a day, may take; further questions are answered without. */
  readonly sessionTokens: number;
  readonly dayTokens: number;
  /** Price of a million tokens in and out, and what a day may cost; 0 is no ceiling. */
  readonly priceIn: number;
  readonly priceOut: number;
  readonly dayCost: number;
}

/** Slower than this a citizen has an answer without the model anyway. */
const LONGEST_MS = 2_700;

/** @throws ConfigError naming the variable that is no number, or the model's name when it lacks. */
export function readModel(env: NodeJS.ProcessEnv): ModelConfig | undefined {
  const apiKey = env.OPENAI_API_KEY;
  if (!apiKey) return undefined;
  const model = env.OPENAI_MODEL;
  if (!model) throw new ConfigError('OPENAI_API_KEY needs OPENAI_MODEL: which model is asked.');
  const number = (name: string, usual: number) => {
    const given = Number(env[name] || usual);
    if (Number.isFinite(given) && given >= 0) return given;
    throw new ConfigError(`${name}=${env[name]} is not a number.`);
  };
  return {
    apiKey,
    model,
    baseUrl: env.OPENAI_BASE_URL || undefined,
    embeddingModel: env.OPENAI_EMBEDDING_MODEL || undefined,
    timeoutMs: Math.min(LONGEST_MS, number('OPENAI_TIMEOUT_MS', 2_500)),
    sessionTokens: number('OPENAI_SESSION_TOKENS', 60_000),
    dayTokens: number('OPENAI_DAY_TOKENS', 5_000_000),
    priceIn: number('OPENAI_PRICE_IN', 0),
    priceOut: number('OPENAI_PRICE_OUT', 0),
    dayCost: number('OPENAI_DAY_COST', 0),
  };
}
