import { requestWebhook, type WebhookAnswer, WebhookFailed } from '../webhooks/request-webhook.ts';
import { callParams } from './call-params.ts';
import type { Leg } from './leg.ts';
import type { Switchboard } from './switchboard.ts';
import { type HttpMethod, InvalidTwiml, parseTwiml, type Verb } from './twiml.ts';

export interface LoadedDocument {
  verbs: Verb[];
  url: string;
}

/** Where the next document comes from: it is here already, or a web hook answers it. */
export type Source =
  | LoadedDocument
  | { url: string; method: HttpMethod; params?: Record<string, string> };

/**
 * Fetches and parses a document. When it cannot be had, the call's fallback URL is asked, told
 * of Twilio's error code; when that fails too the caller hears Twilio's apology and is cut off.
 */
export async function loadDocument(
  board: Switchboard,
  leg: Leg,
  source: Source,
): Promise<LoadedDocument> {
  if ('verbs' in source) return source;
  try {
    return await fetchDocument(board, leg, source);
  } catch (error) {
    const code = errorCode(error);
    board.warn(`${code}: ${(error as Error).message}`);
    if (!leg.fallback?.url) return apology(source.url);
    const params = { ...source.params, ErrorCode: String(code), ErrorUrl: source.url };
    return await fetchDocument(board, leg, { ...leg.fallback, params }).catch((again: Error) => {
      board.warn(`fallback: ${again.message}`);
      return apology(source.url);
    });
  }
}

async function fetchDocument(
  board: Switchboard,
  leg: Leg,
  { url, method, params }: Exclude<Source, LoadedDocument>,
): Promise<LoadedDocument> {
  const answer = await requestWebhook(
    { scheduler: board.scheduler, authToken: board.options.authToken },
    { url, method, params: { ...callParams(board.options.accountSid, leg), ...params } },
  );
  return { verbs: toVerbs(answer), url: answer.url };
}

/** Twilio plays audio and speaks plain text that a web hook answers instead of TwiML. */
function toVerbs(answer: WebhookAnswer): Verb[] {
  const type = answer.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('audio/')) return [verb('Play', answer.url)];
  if (type === 'text/plain' && answer.body.trim() !== '') return [verb('Say', answer.body)];
  return parseTwiml(answer.body);
}

function apology(url: string): LoadedDocument {
  return {
    verbs: [
      verb('Say', 'We are sorry. An application error has occurred. Goodbye.', {
        language: 'en-US',
      }),
      verb('Hangup', ''),
    ],
    url,
  };
}

function verb(name: string, text: string, attributes: Record<string, string> = {}): Verb {
  return { name, text, attributes, children: [] };
}

function errorCode(error: unknown): number {
  if (error instanceof WebhookFailed) return error.code;
  if (error instanceof InvalidTwiml) return 12100;
  throw error;
}

/** A URL written in a document, resolved against the document's own. */
export function resolveUrl(base: string, url: string): string {
  return new URL(url, base).href;
}
