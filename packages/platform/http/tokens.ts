import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { Capability, Id, Role } from '../contract.ts';
import { Unauthorised } from '../errors/app-error.ts';

const UserClaims = z.object({
  use: z.literal('access'),
  sub: Id,
  role: Role,
  agency: Id.nullable(),
  sid: Id,
});
const CapabilityClaims = z.object({ use: z.literal('capability'), sub: Id, cap: Capability });
const Claims = z.discriminatedUnion('use', [UserClaims, CapabilityClaims]);

/** A signed-in person's short access token. `seconds` is its life. */
export function signAccessToken(
  server: FastifyInstance,
  user: Extract<Actor, { kind: 'user' }>,
  seconds: number,
): string {
  return server.jwt.sign(
    { use: 'access', sub: user.id, role: user.role, agency: user.agencyId, sid: user.sessionId },
    { expiresIn: seconds },
  );
}

/** A citizen's token that opens exactly one object: a call, a case, a survey, an order's link. */
export function signCapability(
  server: FastifyInstance,
  capability: Capability,
  subjectId: string,
  seconds: number,
): string {
  return server.jwt.sign(
    { use: 'capability', sub: subjectId, cap: capability },
    { expiresIn: seconds },
  );
}

/** Who a bearer token speaks for. @throws Unauthorised whatever is wrong with it. */
export function readToken(server: FastifyInstance, token: string): Actor {
  try {
    const claims = Claims.parse(server.jwt.verify(token));
    return claims.use === 'access'
      ? {
          kind: 'user',
          id: claims.sub,
          role: claims.role,
          agencyId: claims.agency,
          sessionId: claims.sid,
        }
      : { kind: 'capability', id: claims.sub, capability: claims.cap };
  } catch {
    throw new Unauthorised('token_invalid', 'The token is wrong or has expired; sign in again.');
  }
}
