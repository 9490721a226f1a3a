import { type App, type ModelConfig, service } from '@1999/platform';
import OpenAI from 'openai';
import type { AnsweredBy } from '../../contract.ts';

/** Why the model could not be used; the offline path answers then. */
export class ModelUnavailable extends Error {
  readonly by: AnsweredBy;
  readonly retryAfterMs: number;

  constructor(by: AnsweredBy, retryAfterMs = 0) {
    super(by);
    this.name = 'ModelUnavailable';
    this.by = by;
    this.retryAfterMs = retryAfterMs;
  }
}

/** One call: what to say, what the model may answer with, and how long that may be. */
export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly tools: OpenAI.Chat.Completions.ChatCompletionTool[];
  readonly maxTokens: number;
  readonly signal: AbortSignal;
}

/** The tool the model called, its arguments not yet checked, and what it cost. */
export interface ModelReply {
  readonly name: string;
  readonly args: unknown;
  readonly tokensIn: number;
  readonly tokensOut: number;
}

/** After so many failures in a row the model is left alone for a while. */
const FAILURES = 3;
const REST_MS = 30_000;
const LONGEST_REST_MS = 300_000;
const LONGEST_ARGUMENTS = 8_000;

/** The client of one process, with its memory of how the endpoint fared. */
class Model {
  readonly #client: OpenAI;
  readonly #config: ModelConfig;
  #failures = 0;
  #restUntil = 0;

  constructor(config: ModelConfig) {
    this.#config = config;
    this.#client = new OpenAI({
      apiKey: config.apiKey,
      baseURL: config.baseUrl ?? null,
      maxRetries: 0,
      timeout: config.timeoutMs,
      logLevel: 'off',
    });
  }

  /** @throws ModelUnavailable for whatever goes wrong; after several failures at once. */
  async ask(app: App, request: ModelRequest): Promise<ModelReply> {
    const now = app.clock.now().epochMilliseconds;
    if (now < this.#restUntil) throw new ModelUnavailable('modelFailed');
    try {
      const reply = await this.#stream(request);
      this.#failures = 0;
      return reply;
    } catch (error) {
      const fault = faultOf(error, request.signal);
      this.#failures += 1;
      const rest = fault.retryAfterMs || (this.#failures >= FAILURES ? REST_MS : 0);
      if (rest) this.#restUntil = now + Math.min(rest, LONGEST_REST_MS);
      throw fault;
    }
  }

  /** Vectors of texts, in their order. @throws ModelUnavailable */
  async embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const { embeddingModel } = this.#config;
    if (!embeddingModel) throw new ModelUnavailable('modelOff');
    try {
      const request = {
        model: embeddingModel,
        input: [...texts],
        encoding_format: 'float' as const,
      };
      const { data } = await this.#client.embeddings.create(request, { signal });
      if (data.length !== texts.length) throw new ModelUnavailable('modelFailed');
      return data.map(({ embedding }) => unit(embedding));
    } catch (error) {
      throw faultOf(error, signal);
    }
  }

  /** Streams, so that an answer that never ends is cut off and one that stalls is noticed. */
  async #stream({ system, user, tools, maxTokens, signal }: ModelRequest): Promise<ModelReply> {
    const stream = await this.#client.chat.completions.create(
      {
        model: this.#config.model,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        tools,
        tool_choice: 'required',
        parallel_tool_calls: false,
        temperature: 0,
        max_tokens: maxTokens,
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal },
    );
    let name = '';
    let args = '';
    let tokensIn = 0;
    let tokensOut = 0;
    for await (const chunk of stream) {
      const call = chunk.choices[0]?.delta?.tool_calls?.find(({ index }) => index === 0);
      name += call?.function?.name ?? '';
      args += call?.function?.arguments ?? '';
      tokensIn = chunk.usage?.prompt_tokens ?? tokensIn;
      tokensOut = chunk.usage?.completion_tokens ?? tokensOut;
      if (args.length > LONGEST_ARGUMENTS) throw new ModelUnavailable('modelRefused');
    }
    // The client ends a stream that was aborted without an error of its own.
    signal.throwIfAborted();
    if (!tools.some((tool) => tool.type === 'function' && tool.function.name === name)) {
      throw new ModelUnavailable('modelRefused');
    }
    return { name, args: parsed(args), tokensIn, tokensOut };
  }
}

function parsed(args: string): unknown {
  try {
    return JSON.parse(args || '{}');
  } catch {
    throw new ModelUnavailable('modelRefused');
  }
}

function faultOf(error: unknown, signal: AbortSignal): ModelUnavailable {
  if (error instanceof ModelUnavailable) return error;
  if (signal.aborted || error instanceof OpenAI.APIConnectionTimeoutError) {
    return new ModelUnavailable('modelSlow');
  }
  if (error instanceof OpenAI.RateLimitError) {
    const seconds = Number(error.headers?.get('retry-after'));
    return new ModelUnavailable(
      'modelFailed',
      Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : REST_MS,
    );
  }
  return new ModelUnavailable('modelFailed');
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}

const held = service('chatbot.model', () => ({
  current: null as { config: ModelConfig; model: Model } | null,
}));

/** The configured model of this process; null when there is none. */
export function modelOf(app: App): Model | null {
  const { model: config } = app.config;
  if (!config) return null;
  const slot = app.services.get(held);
  if (slot.current?.config !== config) slot.current = { config, model: new Model(config) };
  return slot.current.model;
}
