import fastifyJwt from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { Clock } from '../clock/clock.ts';
import { Capability, Id, Role } from '../contract.ts';
import { Unauthorised } from '../errors/app-error.ts';
import type { App } from '../module/app.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The clock that tokens begin and end by; no host's own clock has a say. */
    tokenClock: Clock;
  }
}

/** Two processes' clocks differ by this much at the most; a token of a later moment is refused. */
const LEEWAY_MS = 5_000;

const seconds = z.int().nonnegative();
const UserClaims = z.object({
  use: z.literal('access'),
  sub: Id,
  role: Role,
  agency: Id.nullable(),
  sid: Id,
  iat: seconds,
  exp: seconds,
});
const CapabilityClaims = z.object({
  use: z.literal('capability'),
  sub: Id,
  cap: Capability,
  iat: seconds,
  exp: seconds,
});
const Claims = z.discriminatedUnion('use', [UserClaims, CapabilityClaims]);
type Claims = z.infer<typeof Claims>;

/**
 * Readies a server to sign and read tokens. The library judges the signature, the algorithm and
 * which claims are there; when a token begins and ends is judged here by the application's clock.
 */
export async function acceptTokens(server: FastifyInstance, app: App): Promise<void> {
  server.decorate('tokenClock', app.clock);
  await server.register(fastifyJwt, {
    secret: app.config.secrets.token,
    sign: { algorithm: 'HS256', iss: '1999' },
    verify: {
      algorithms: ['HS256'],
      allowedIss: '1999',
      requiredClaims: ['iss', 'iat', 'exp', 'sub', 'use'],
      ignoreExpiration: true,
    },
  });
}

/** A signed-in person's short access token. `life` is in seconds. */
export function signAccessToken(
  server: FastifyInstance,
  user: Extract<Actor, { kind: 'user' }>,
  life: number,
): string {
  return server.jwt.sign({
    use: 'access',
    sub: user.id,
    role: user.role,
    agency: user.agencyId,
    sid: user.sessionId,
    ...spanOf(server, life),
  });
}

/** A citizen's token that opens exactly one object: a call, a case, a survey, an order's link. */
export function signCapability(
  server: FastifyInstance,
  capability: Capability,
  subjectId: string,
  life: number,
): string {
  return server.jwt.sign({
    use: 'capability',
    sub: subjectId,
    cap: capability,
    ...spanOf(server, life),
  });
}

/** Who a bearer token speaks for. @throws Unauthorised whatever is wrong with it. */
export function readToken(server: FastifyInstance, token: string): Actor {
  const claims = readClaims(server, token);
  if (!claims || !isOfNow(server, claims)) {
    throw new Unauthorised('token_invalid', 'The token is wrong or has expired; sign in again.');
  }
  return claims.use === 'access'
    ? {
        kind: 'user',
        id: claims.sub,
        role: claims.role,
        agencyId: claims.agency,
        sessionId: claims.sid,
      }
    : { kind: 'capability', id: claims.sub, capability: claims.cap };
}

function readClaims(server: FastifyInstance, token: string): Claims | null {
  try {
    return Claims.parse(server.jwt.verify(token));
  } catch {
    return null;
  }
}

/** From the moment it is of up to, and without, the one it ends at (RFC 7519, 4.1.4). */
function isOfNow({ tokenClock }: FastifyInstance, { iat, exp }: Claims): boolean {
  const now = tokenClock.now().epochMilliseconds;
  return iat * 1000 <= now + LEEWAY_MS && now < exp * 1000;
}

/** Whole seconds, as the format has it; never less than the life that was promised. */
function spanOf({ tokenClock }: FastifyInstance, life: number): { iat: number; exp: number } {
  const now = tokenClock.now().epochMilliseconds;
  return { iat: Math.floor(now / 1000), exp: Math.ceil(now / 1000 + life) };
}
