import { type App, signAccessToken, Unauthorised } from '@1999/platform';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refreshSession } from '../commands/refresh-session.ts';
import { type LiveSession, signIn } from '../commands/sign-in.ts';
import { signOut } from '../commands/sign-out.ts';
import { Credentials, SessionAnswer } from '../contract.ts';
import { ACCESS_TOKEN_MS } from '../domain/session-life.ts';
import { toActor } from '../queries/users.ts';

export const REFRESH_COOKIE = 'hotline_refresh';
const tags = ['session'];

/** Signing in, staying signed in, signing out. */
export function sessionRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  // SameSite=Strict keeps other sites from using the cookie; its path keeps it off all other calls.
  const cookie = {
    httpOnly: true,
    sameSite: 'strict',
    path: '/api/session',
    secure: app.config.tls !== undefined || app.config.publicUrl.startsWith('https://'),
  } as const;

  const answer = (reply: FastifyReply, live: LiveSession): SessionAnswer => {
    const left = Temporal.Instant.from(live.expiresAt).epochMilliseconds;
    const sessionMs = Math.max(1, left - app.clock.now().epochMilliseconds);
    const expiresInMs = Math.min(ACCESS_TOKEN_MS, sessionMs);
    reply.header('cache-control', 'no-store');
    reply.setCookie(REFRESH_COOKIE, live.refreshToken, {
      ...cookie,
      maxAge: Math.floor(sessionMs / 1000),
    });
    const accessToken = signAccessToken(
      server,
      toActor(live.user, live.sessionId),
      Math.ceil(expiresInMs / 1000),
    );
    return { accessToken, expiresInMs, user: live.user };
  };

  routes.route({
    method: 'POST',
    url: '/api/session',
    config: { open: 'signing in: username and password are the credential', limit: 'signIn' },
    schema: { body: Credentials, response: { 200: SessionAnswer }, tags },
    handler: async (request, reply) => answer(reply, await signIn(request.caller, request.body)),
  });

  routes.route({
    method: 'POST',
    url: '/api/session/refresh',
    config: { open: 'renewing a sign-in: the refresh cookie is the credential' },
    schema: { response: { 200: SessionAnswer }, tags },
    handler: async (request, reply) => {
      const token = request.cookies[REFRESH_COOKIE];
      const live = token
        ? await refreshSession({ app, actor: request.caller.actor }, { token: token.slice(0, 200) })
        : null;
      if (live) return answer(reply, live);
      reply.clearCookie(REFRESH_COOKIE, cookie);
      throw new Unauthorised('session_ended', 'The sign-in has ended; sign in again.');
    },
  });

  routes.route({
    method: 'DELETE',
    url: '/api/session',
    config: { open: 'signing out: ends only what the cookie or the token itself names' },
    schema: { response: { 204: z.null() }, tags },
    handler: async (request, reply) => {
      const { actor } = request.caller;
      const token = request.cookies[REFRESH_COOKIE]?.slice(0, 200);
      const sessionId = actor.kind === 'user' ? actor.sessionId : undefined;
      await signOut({ app, actor }, { token, sessionId });
      reply.clearCookie(REFRESH_COOKIE, cookie);
      return reply.code(204).send(null);
    },
  });
}
