import { type App, Forbidden } from '@1999/platform';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import twilio from 'twilio';
import { WebhookForm } from './webhook-form.ts';

const TOKEN_HEADER = 'i-twilio-idempotency-token';
const MAX_TOKEN = 200;

/** A web hook of the carrier's, checked: its parameters, query and one key for all its repeats. */
export interface Webhook {
  readonly form: WebhookForm;
  readonly query: Readonly<Record<string, string>>;
  /** Key of the inbox for this very request and its retries. */
  readonly token: string | undefined;
}

/**
 * Readies a scope for the carrier's web hooks: form bodies, and nobody but the carrier. The
 * signature covers the public address and every parameter, blank ones too.
 * @throws Forbidden for a missing or wrong signature.
 */
export async function acceptSignedForms(scope: FastifyInstance, app: App): Promise<void> {
  await scope.register(formbody);
  scope.addHook('preHandler', async (request) => {
    const signature = request.headers['x-twilio-signature'];
    const form = WebhookForm.safeParse(request.body ?? {});
    const genuine =
      typeof signature === 'string' &&
      form.success &&
      twilio.validateRequest(
        app.config.twilio.authToken,
        signature,
        `${app.config.publicUrl}${request.raw.url}`,
        form.data,
      );
    if (!genuine) throw new Forbidden('The signature of this web hook is missing or wrong.');
    request.caller = { app, actor: { kind: 'carrier', id: 'twilio' } };
  });
}

/** The checked web hook of a request in such a scope. */
export function webhookOf(request: FastifyRequest): Webhook {
  const token = request.headers[TOKEN_HEADER];
  return {
    form: WebhookForm.parse(request.body ?? {}),
    query: WebhookForm.catch({}).parse(request.query),
    token:
      typeof token === 'string' && token.length <= MAX_TOKEN
        ? `twilio:${token}:${request.routeOptions.url}`
        : undefined,
  };
}
