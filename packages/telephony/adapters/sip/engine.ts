import type { App, TrunkConfig, TrunkEngine } from '@1999/platform';

const ANSWER_WITHIN_MS = 8_000;

/** The name under which this application is known to the engines (Stasis). */
export const STASIS_APP = '1999';

/** The engine answered, and refused. */
export class EngineRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(`the engine answered ${status}: ${message}`);
    this.name = 'EngineRefused';
    this.status = status;
  }
}

/** One line at an engine. */
export interface EngineLine {
  readonly engine: TrunkEngine;
  readonly channelId: string;
}

/** The trunk's settings. @throws when there is no trunk. */
export function trunkOf(app: App): TrunkConfig {
  const { trunk } = app.config;
  if (!trunk) throw new Error('there is no SIP trunk');
  return trunk;
}

/** How the rows name a line: `engine/channel`. */
export function sidOf(engine: TrunkEngine, channelId: string): string {
  return `${engine.name}/${channelId}`;
}

/** The line that a row names; null when its engine is no longer one of ours. */
export function lineNamed(app: App, sid: string): EngineLine | null {
  const cut = sid.indexOf('/');
  const engine = app.config.trunk?.engines.find(({ name }) => name === sid.slice(0, cut));
  return engine ? { engine, channelId: sid.slice(cut + 1) } : null;
}

export type Query = Readonly<Record<string, string | number>>;

/**
 * Asks an engine by Asterisk's REST interface; what it answers, null when that is nothing.
 * @throws EngineRefused; any other error means that the engine cannot be reached.
 */
export async function askEngine(
  app: App,
  engine: TrunkEngine,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  query: Query = {},
): Promise<unknown> {
  const words = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const search = words.length > 0 ? `?${new URLSearchParams(words)}` : '';
  const answer = await fetch(`${engine.url}${path}${search}`, {
    method,
    headers: { authorization: authorization(trunkOf(app)) },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await answer.text();
  if (!answer.ok) throw new EngineRefused(answer.status, text.slice(0, 200));
  return text ? JSON.parse(text) : null;
}

/** The same, for what may be gone already: null then. */
export async function askIfThere(...asked: Parameters<typeof askEngine>): Promise<unknown | null> {
  try {
    return await askEngine(...asked);
  } catch (error) {
    if (error instanceof EngineRefused && error.status === 404) return null;
    throw error;
  }
}

/** The sign-in of both the requests and the WebSocket. */
export function authorization({ user, password }: TrunkConfig): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
