import { ErrorBody } from '@1999/platform/contract';
import type { z } from 'zod';
import { webClock } from '../time/web-clock.ts';
import { ApiError } from './api-error.ts';

export interface RequestOptions<Schema extends z.ZodType> {
  /** Checks and types the answer; without it the answer is not read. */
  schema?: Schema;
  /** Sent as JSON, or as it is when it is FormData or a Blob. */
  body?: unknown;
  signal?: AbortSignal;
  /** Milliseconds until the request is given up; 20,000 unless told, uploads want more. */
  timeoutMs?: number;
  /** Same key, same effect: give your own to repeat a write that may have arrived. */
  idempotencyKey?: string;
}

/** Where the client finds its bearer token, and how it gets a new one after a 401. */
export interface TokenSource {
  current(): string | undefined;
  /** Resolves to a new token, or undefined when the sign-in has ended. */
  renew?(stale: string | undefined): Promise<string | undefined>;
}

type Answer<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Call = <Schema extends z.ZodType | undefined = undefined>(
  path: string,
  options?: Omit<RequestOptions<z.ZodType>, 'schema'> & { schema?: Schema },
) => Promise<Answer<Schema>>;

export interface ApiClient {
  get: Call;
  post: Call;
  put: Call;
  patch: Call;
  del: Call;
  /** A file behind the sign-in, which an element of the page could not fetch by its address. */
  file(
    path: string,
    options?: Pick<RequestOptions<z.ZodType>, 'signal' | 'timeoutMs'>,
  ): Promise<Blob>;
}

/**
 * The typed client of the platform's API. Writes carry an `Idempotency-Key`, so the one repeat
 * after a renewed sign-in cannot act twice. @throws ApiError for every failure.
 */
export function createApi(tokens: TokenSource): ApiClient {
  async function ask(
    method: string,
    path: string,
    options: RequestOptions<z.ZodType>,
    headers: Record<string, string>,
  ): Promise<Response> {
    const used = tokens.current();
    let response = await send(method, path, options, headers, used);
    if (response.status === 401 && tokens.renew) {
      const renewed = await tokens.renew(used);
      if (renewed) response = await send(method, path, options, headers, renewed);
    }
    if (!response.ok) throw await readError(response);
    return response;
  }
  const call =
    (method: string): Call =>
    async (path, options = {}) => {
      const write = method !== 'GET';
      const headers: Record<string, string> = { accept: 'application/json' };
      if (write) headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
      const response = await ask(method, path, options as never, headers);
      return (await readAnswer(response, options.schema)) as never;
    };
  return {
    get: call('GET'),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    del: call('DELETE'),
    file: async (path, options = {}) => (await ask('GET', path, options, { accept: '*/*' })).blob(),
  };
}

async function send(
  method: string,
  path: string,
  options: RequestOptions<z.ZodType>,
  headers: Record<string, string>,
  token: string | undefined,
): Promise<Response> {
  const raw = options.body instanceof FormData || options.body instanceof Blob;
  const json = options.body !== undefined && !raw;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 20_000);
  const sentAt = webClock.monotonicMs();
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        ...headers,
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: json ? JSON.stringify(options.body) : (options.body as BodyInit | undefined),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
    webClock.observe(response.headers.get('date'), sentAt);
    return response;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (timeout.aborted) throw new ApiError(0, 'timeout', 'no answer in time');
    throw new ApiError(0, 'offline', 'the server cannot be reached');
  }
}

async function readError(response: Response): Promise<ApiError> {
  const body = ErrorBody.safeParse(await response.json().catch(() => undefined));
  return body.success
    ? new ApiError(response.status, body.data.code, body.data.message, body.data.field)
    : new ApiError(response.status, `http_${response.status}`, response.statusText);
}

async function readAnswer(response: Response, schema: z.ZodType | undefined): Promise<unknown> {
  if (!schema) return undefined;
  const body = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join('.') ?? '';
  throw new ApiError(response.status, 'bad_answer', `${response.url} ${at}: ${issue?.message}`);
}
