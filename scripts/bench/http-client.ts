import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The cookies it sets, as a later request sends them. */
  readonly cookies: string;
}

/** A client with a fixed number of connections that stay open, and one identity. */
export class HttpClient {
  readonly #base: string;
  readonly #agent: Agent;
  #headers: Readonly<Record<string, string>> = {};

  constructor(base: string, connections: number) {
    this.#base = base;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Goes on under this token. */
  authorise(token: string): void {
    this.#headers = { authorization: `Bearer ${token}` };
  }

  /** One exchange, whatever the status. @throws when the connection breaks. */
  send(
    method: string,
    path: string,
    content = '',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.#base}${path}`, {
        method,
        agent: this.#agent,
        headers: { ...this.#headers, ...headers, 'content-length': Buffer.byteLength(content) },
      });
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => {
        const status = incoming.statusCode ?? 0;
        const set = incoming.headers['set-cookie'] ?? [];
        const cookies = set.map((cookie) => cookie.split(';')[0]).join('; ');
        text(incoming).then((body) => resolve({ status, body, cookies }), reject);
      });
      outgoing.end(content);
    });
  }

  /**
   * One call of the API with JSON both ways. Writes carry an idempotency key, as the web apps' do.
   * @throws when the answer is no 2xx.
   */
  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const write = method !== 'GET';
    const answer = await this.send(method, path, body === undefined ? '' : JSON.stringify(body), {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(write ? { 'idempotency-key': crypto.randomUUID() } : {}),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return (answer.body ? JSON.parse(answer.body) : undefined) as T;
  }

  close(): void {
    this.#agent.destroy();
  }
}
