import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import twilio from 'twilio';

export interface ReceivedHook {
  path: string;
  params: Record<string, string>;
  token: string;
  signed: boolean;
}

type Answer = string | { status: number } | ((params: Record<string, string>) => string);

export interface HotlineStub {
  url: string;
  received: ReceivedHook[];
  /** What a path answers: TwiML without its root element, a status, or a function of the form. */
  answers: Record<string, Answer>;
  /** The hooks of one path, in the order of arrival. */
  at(path: string): ReceivedHook[];
  /** Waits until `count` hooks of a path have come. */
  until(path: string, count?: number): Promise<ReceivedHook[]>;
  close(): Promise<void>;
}

/**
 * A small hotline for the carrier's tests: a real HTTP server that checks every signature with the
 * twilio library, keeps what it gets, and answers what the test told it.
 */
export async function hotlineStub(authToken: string): Promise<HotlineStub> {
  const received: ReceivedHook[] = [];
  const answers: Record<string, Answer> = {};
  const waiting = new Set<() => void>();
  const app: FastifyInstance = Fastify({ forceCloseConnections: true });
  await app.register(formbody);
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    handler: async (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      const body = { ...(request.body as Record<string, string>) };
      const signature = String(request.headers['x-twilio-signature']);
      received.push({
        path,
        params: { ...(request.query as Record<string, string>), ...body },
        token: String(request.headers['i-twilio-idempotency-token']),
        signed: twilio.validateRequest(authToken, signature, `${url}${request.url}`, body),
      });
      for (const wake of waiting) wake();
      const answer = answers[path] ?? '';
      if (typeof answer === 'object') return reply.code(answer.status).send('');
      const twiml = typeof answer === 'function' ? answer(body) : answer;
      return reply.type('text/xml').send(`<Response>${twiml}</Response>`);
    },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const at = (path: string) => received.filter((hook) => hook.path === path);
  return {
    url,
    received,
    answers,
    at,
    until: (path, count = 1) =>
      waitFor(waiting, () => (at(path).length >= count ? at(path) : undefined)),
    close: () => app.close(),
  };
}

function waitFor<T>(waiting: Set<() => void>, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const wake = () => {
      const found = look();
      if (found === undefined) return;
      waiting.delete(wake);
      resolve(found);
    };
    waiting.add(wake);
    wake();
  });
}
