import { newIdempotencyToken } from '../ids.ts';
import type { Scheduler } from '../scheduler.ts';
import type { HttpMethod } from '../voice/twiml.ts';
import { connectionPolicy, type FailureKind } from './connection-overrides.ts';
import { signRequest, withoutFragment } from './signature.ts';

export interface WebhookRequest {
  url: string;
  method: HttpMethod;
  params: Record<string, string>;
}

export interface WebhookAnswer {
  status: number;
  contentType: string;
  body: string;
  /** The address that answered, for resolving relative URLs in the document. */
  url: string;
}

/** A web hook that could not be had; `code` is Twilio's error code. */
export class WebhookFailed extends Error {
  readonly code: 11200 | 11205;
  readonly kind: FailureKind;
  constructor(kind: FailureKind, url: string, detail: string) {
    super(`web hook ${url} failed: ${detail}`);
    this.name = 'WebhookFailed';
    this.kind = kind;
    this.code = kind === 'ct' || kind === 'rt' ? 11205 : 11200;
  }
}

interface Sender {
  scheduler: Scheduler;
  authToken: string;
}

/**
 * Requests a web hook as Twilio does: signed, form-encoded, with one idempotency token over all
 * its tries, tried again as the URL's connection policy says.
 * @throws WebhookFailed when the last try failed too.
 */
export async function requestWebhook(
  sender: Sender,
  request: WebhookRequest,
  token: string = newIdempotencyToken(),
): Promise<WebhookAnswer> {
  const policy = connectionPolicy(request.url);
  const deadline = sender.scheduler.now() + policy.totalTimeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    const timeLeft = deadline - sender.scheduler.now();
    try {
      return await tryOnce(sender, request, token, Math.min(policy.readTimeoutMs, timeLeft));
    } catch (error) {
      if (!(error instanceof WebhookFailed)) throw error;
      const again = attempt < policy.retries && policy.retryOn(error.kind);
      if (!again || sender.scheduler.now() >= deadline) throw error;
    }
  }
}

async function tryOnce(
  sender: Sender,
  { url, method, params }: WebhookRequest,
  token: string,
  timeoutMs: number,
): Promise<WebhookAnswer> {
  const post = method === 'POST';
  const target = post ? withoutFragment(url) : withQuery(withoutFragment(url), params);
  const timeout = new AbortController();
  const cancel = sender.scheduler.after(timeoutMs, () => timeout.abort());
  try {
    const response = await fetch(target, {
      method,
      headers: {
        'user-agent': 'TwilioProxy/1.1',
        accept: '*/*',
        'x-twilio-signature': signRequest(sender.authToken, target, post ? params : {}),
        'i-twilio-idempotency-token': token,
        ...(post && { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
      },
      body: post ? new URLSearchParams(params).toString() : null,
      signal: timeout.signal,
    });
    const body = await response.text();
    if (!response.ok) {
      const kind = response.status >= 500 ? '5xx' : '4xx';
      throw new WebhookFailed(kind, target, `answered ${response.status}`);
    }
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, body, url: target };
  } catch (error) {
    if (error instanceof WebhookFailed) throw error;
    if (timeout.signal.aborted)
      throw new WebhookFailed('rt', target, `no answer in ${timeoutMs} ms`);
    throw new WebhookFailed('ct', target, String((error as Error).cause ?? error));
  } finally {
    cancel();
  }
}

function withQuery(url: string, params: Record<string, string>): string {
  const query = new URLSearchParams(params).toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}
