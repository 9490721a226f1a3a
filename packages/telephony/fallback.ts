import { ConfigError } from '@1999/platform';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import twilio from 'twilio';
import { FALLBACK_ROUNDS, fallbackTwiml, goodbyeTwiml } from './adapters/twilio/twiml.ts';
import { WebhookForm } from './adapters/twilio/webhook-form.ts';

/** What the fallback needs to know; no database and no secret of the house but the carrier's. */
export interface FallbackConfig {
  readonly authToken: string;
  /** Where the carrier reaches this process: signatures cover it. */
  readonly ownUrl: string;
  /** Where the hotline itself is asked again. */
  readonly publicUrl: string;
}

/**
 * Reads the fallback's own part of the environment: `TWILIO_AUTH_TOKEN`, `PUBLIC_URL` and, when
 * it has an address of its own, `FALLBACK_URL`. @throws ConfigError.
 */
export function readFallbackConfig(env: NodeJS.ProcessEnv): FallbackConfig {
  const { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL, FALLBACK_URL } = env;
  if (!authToken) throw new ConfigError('ROLES=fallback needs TWILIO_AUTH_TOKEN.');
  if (!PUBLIC_URL) throw new ConfigError('ROLES=fallback needs PUBLIC_URL, the hotline’s address.');
  const trimmed = (url: string) => url.replace(/\/$/, '');
  return { authToken, publicUrl: trimmed(PUBLIC_URL), ownUrl: trimmed(FALLBACK_URL ?? PUBLIC_URL) };
}

/**
 * The static answer to the carrier while the hotline cannot be reached (invariant I5): please hold,
 * for danger to life dial 119, and after some rounds a message can be left. The caller is sent back
 * to the hotline each round, so that the first one it answers again is served as usual.
 */
export async function buildFallback(config: FallbackConfig): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: 65_536, requestTimeout: 10_000 });
  await server.register(formbody);
  server.get('/live', async () => ({ live: true }));
  server.get('/ready', async () => ({ ready: true }));
  server.post('/telephony/twilio/*', async (request, reply) => {
    const form = WebhookForm.safeParse(request.body ?? {});
    const signature = request.headers['x-twilio-signature'];
    const genuine =
      form.success &&
      typeof signature === 'string' &&
      twilio.validateRequest(config.authToken, signature, config.ownUrl + request.url, form.data);
    if (!genuine) {
      const message = 'The signature of this web hook is missing or wrong.';
      return reply.code(403).send({ code: 'forbidden', message });
    }
    const { left } = WebhookForm.catch({}).parse(request.query);
    const answer = left ? goodbyeTwiml() : fallbackTwiml(roundOf(form.data), config.publicUrl);
    return reply.type('text/xml').send(answer);
  });
  return server;
}

/** Which round this is: the address that failed carries how often the caller was sent back. */
function roundOf({ ErrorUrl = '' }: Readonly<Record<string, string>>): number {
  const asked = URL.canParse(ErrorUrl) ? new URL(ErrorUrl).searchParams.get('again') : null;
  const round = Number(asked ?? 1);
  return Number.isInteger(round) && round >= 1 ? Math.min(round, FALLBACK_ROUNDS) : 1;
}
