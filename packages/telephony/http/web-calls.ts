import { type App, AppError, Conflict, NotFound, signCapability } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { offerLeg, VoiceUnavailable } from '../adapters/webcall/media-peer.ts';
import { hangUpWebCall } from '../commands/hang-up-web-call.ts';
import { pressWebDigit } from '../commands/press-web-digit.ts';
import { startWebCall } from '../commands/start-web-call.ts';
import {
  CallState,
  IceServers,
  PressDigit,
  Sdp,
  StartedWebCall,
  StartWebCall,
  WebCallView,
} from '../contract.ts';
import { TURN_SECONDS, turnCredentials } from '../io/turn-credentials.ts';
import { webCallRow, webCallView } from '../queries/web-call.ts';

const tags = ['web calls'];
const params = z.strictObject({ callId: Id });
const TOKEN_SECONDS = 4 * 3_600;

/** A citizen's call from the browser: begin, speak, press keys, see its state, hang up. */
export function webCallRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const config = { action: 'webcall.use' };
  routes.route({
    method: 'POST',
    url: '/api/webcalls',
    config: { action: 'webcall.start', limit: 'publicWrite' },
    schema: { tags, body: StartWebCall, response: { 200: StartedWebCall } },
    handler: async ({ caller, body }) => {
      if (!app.config.mediaUrl) {
        throw new AppError(503, 'media_unavailable', 'Calls from the browser are not available.');
      }
      const started = await startWebCall(caller, body);
      return { ...started, token: signCapability(server, 'call', started.callId, TOKEN_SECONDS) };
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/webcalls/:callId/leg',
    config,
    schema: { tags, params, body: Sdp, response: { 200: z.object({ sdp: z.string() }) } },
    handler: async (request) => {
      const row = await webCallRow(app, ownCall(request, request.params.callId));
      if (row.state === 'ended') throw new Conflict('call_over', 'This call is over.');
      const offer = { callId: row.id, kind: 'caller', sdp: request.body.sdp } as const;
      try {
        return { sdp: await offerLeg(app, row.callerLegId, offer) };
      } catch (error) {
        const { state } = row;
        if (!(error instanceof VoiceUnavailable && error.full && state === 'arrived')) throw error;
        // Whoever cannot be heard waits in no queue.
        await hangUpWebCall(request.caller, { callId: row.id, how: 'failed' });
        throw new AppError(
          503,
          'voice_full',
          'As many calls from browsers as can be carried go on.',
        );
      }
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/webcalls/:callId/ice-servers',
    config,
    schema: { tags, params, response: { 200: IceServers } },
    handler: async (request) => {
      const { id } = await webCallRow(app, ownCall(request, request.params.callId));
      const { turn } = app.config;
      if (!turn) return { iceServers: [], seconds: TURN_SECONDS };
      const now = app.clock.now().epochMilliseconds;
      const credentials = turnCredentials(turn.secret, id, now);
      return { iceServers: [{ urls: [...turn.urls], ...credentials }], seconds: TURN_SECONDS };
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/webcalls/:callId/digits',
    config,
    schema: { tags, params, body: PressDigit, response: { 200: z.object({ state: CallState }) } },
    handler: (request) =>
      pressWebDigit(request.caller, {
        callId: ownCall(request, request.params.callId),
        digit: request.body.digit,
      }),
  });
  routes.route({
    method: 'GET',
    url: '/api/webcalls/:callId',
    config,
    schema: { tags, params, response: { 200: WebCallView } },
    handler: (request) => webCallView(app, ownCall(request, request.params.callId)),
  });
  routes.route({
    method: 'DELETE',
    url: '/api/webcalls/:callId',
    config,
    schema: { tags, params, response: { 200: z.object({ state: CallState }) } },
    handler: (request) =>
      hangUpWebCall(request.caller, { callId: ownCall(request, request.params.callId) }),
  });
}

/** A call's token opens that call and no other. @throws NotFound for a foreign one. */
function ownCall(request: FastifyRequest, callId: string): string {
  if (request.scope === 'own' && request.caller.actor.id !== callId) throw new NotFound();
  return callId;
}
