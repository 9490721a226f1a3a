import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What was asked of the model, as it came over the wire. */
export interface Heard {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    model: string;
    messages: { role: string; content: string }[];
    tools: { function: { name: string } }[];
    stream: boolean;
    max_tokens: number;
    input?: string[];
  };
}

/** How the stand-in answers the next calls. `call` streams one tool call, cut into small pieces. */
export type Behaviour =
  | { readonly kind: 'call'; readonly name: string; readonly args: unknown }
  | { readonly kind: 'raw'; readonly name: string; readonly args: string }
  | { readonly kind: 'talk'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: 'hang' }
  | { readonly kind: 'stall' }
  | { readonly kind: 'endless' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'garbage' };

/** A model endpoint of our own that speaks OpenAI's protocol over HTTP. */
export interface ModelStandIn {
  readonly url: string;
  readonly heard: Heard[];
  /** How calls are answered from now on; a function decides for each call. */
  answer(behaviour: Behaviour | ((heard: Heard) => Behaviour)): void;
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function startModelStandIn(): Promise<ModelStandIn> {
  const heard: Heard[] = [];
  let behave: (heard: Heard) => Behaviour = () => ({
    kind: 'call',
    name: 'none_of_these',
    args: {},
  });
  const server = createServer(async (request, response) => {
    const asked = await hear(request);
    heard.push(asked);
    if (asked.path.endsWith('/embeddings')) return embed(response, asked);
    await carryOut(response, asked, behave(asked));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    answer: (behaviour) => {
      behave = typeof behaviour === 'function' ? behaviour : () => behaviour;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function hear(request: IncomingMessage): Promise<Heard> {
  const body = (await json(request)) as Heard['body'];
  return { path: request.url ?? '', authorization: request.headers.authorization, body };
}

async function carryOut(
  response: ServerResponse,
  { body }: Heard,
  behaviour: Behaviour,
): Promise<void> {
  switch (behaviour.kind) {
    case 'hang':
      return;
    case 'status': {
      const error = { message: 'no', type: 'error', code: String(behaviour.status) };
      response.writeHead(behaviour.status, {
        'content-type': 'application/json',
        ...behaviour.headers,
      });
      response.end(JSON.stringify({ error }));
      return;
    }
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('data: {"choices": [\n\n');
      return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, more: object = {}) =>
    response.write(`data: ${JSON.stringify(chunk(body.model, delta, more))}\n\n`);
  send({ role: 'assistant', content: null });
  if (behaviour.kind === 'stall') return;
  if (behaviour.kind === 'endless') return streamForEver(response, send);
  if (behaviour.kind === 'talk') send({ content: behaviour.text });
  else {
    const { name, args } =
      behaviour.kind === 'cut' ? { name: 'answer', args: '{"entries":[1],"te' } : behaviour;
    const written = typeof args === 'string' ? args : JSON.stringify(args);
    send(toolCall({ id: 'call_1', type: 'function', function: { name, arguments: '' } }));
    for (const piece of written.match(/[\s\S]{1,7}/gu) ?? []) {
      send(toolCall({ function: { arguments: piece } }));
    }
  }
  if (behaviour.kind === 'cut') {
    response.destroy();
    return;
  }
  const usage = { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 };
  response.write(
    `data: ${JSON.stringify({ ...chunk(body.model, {}, {}), choices: [], usage })}\n\n`,
  );
  response.end('data: [DONE]\n\n');
}

function streamForEver(response: ServerResponse, send: (delta: object) => void): void {
  send(
    toolCall({
      id: 'call_1',
      type: 'function',
      function: { name: 'answer', arguments: '{"text":"' },
    }),
  );
  const timer = setInterval(() => send(toolCall({ function: { arguments: '一'.repeat(200) } })), 5);
  response.on('close', () => clearInterval(timer));
}

const toolCall = (call: object) => ({ tool_calls: [{ index: 0, ...call }] });

function chunk(model: string, delta: object, more: object) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason: null, ...more }],
  };
}

/** Vectors in which texts that share characters are near, so that meaning can be tried at all. */
function embed(response: ServerResponse, { body }: Heard): void {
  const data = (body.input ?? []).map((text, index) => {
    const embedding = new Array<number>(64).fill(0);
    for (const sign of text) {
      const at = (sign.codePointAt(0) ?? 0) % 64;
      embedding[at] = (embedding[at] ?? 0) + 1;
    }
    return { object: 'embedding', index, embedding };
  });
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      object: 'list',
      data,
      model: body.model,
      usage: { prompt_tokens: 1, total_tokens: 1 },
    }),
  );
}
