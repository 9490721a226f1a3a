import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { receiveClientCall } from '../voice/place-call.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import { accessTokenIdentity } from './access-token.ts';

const NewClientCall = z.strictObject({
  token: z.string(),
  identity: z.string().min(1).max(121),
  params: z.record(z.string(), z.string()).default({}),
});

/**
 * The stand-in for @twilio/voice-sdk. An agent's browser on the real network opens a signalling
 * socket to Twilio and calls `device.connect({ params })`; here the same is one request,
 * `POST /client/calls` {token, identity, params}, where `token` is the very access token (JWT with
 * a voice grant) the SDK would have been given. The carrier then does what Twilio does: it asks
 * the application's voice URL with From=client:IDENTITY and the params, and follows the TwiML
 * (which joins the agent to the caller's Conference). `GET` reads the call's state, `DELETE` is
 * `call.disconnect()`. There is no sound: the web call's media peer carries real speech.
 */
export function clientCalls(board: Switchboard) {
  return async (app: FastifyInstance) => {
    app.post('/client/calls', async (request, reply) => {
      const input = NewClientCall.safeParse(request.body);
      if (!input.success) {
        const [issue] = input.error.issues;
        return reply.code(400).send({
          code: 'invalid',
          message: issue?.message ?? 'bad request',
          field: issue?.path.join('.'),
        });
      }
      const { token, identity, params } = input.data;
      if (accessTokenIdentity(token, board.scheduler.now()) !== identity) {
        return reply.code(401).send({ code: 'accessToken', message: 'AccessTokenInvalid (20101)' });
      }
      if (!board.options.clientVoiceUrl) {
        return reply
          .code(409)
          .send({ code: 'noApplication', message: 'no client voice URL is set' });
      }
      const leg = receiveClientCall(board, identity, params);
      return reply.code(201).send({ sid: leg.sid, status: leg.status });
    });

    app.get<{ Params: { sid: string } }>('/client/calls/:sid', async (request, reply) => {
      const leg = clientLeg(board, request.params.sid);
      if (!leg) return reply.code(404).send({ code: 'notFound', message: 'no such call' });
      return { sid: leg.sid, status: leg.status, heard: leg.heard };
    });

    app.delete<{ Params: { sid: string } }>('/client/calls/:sid', async (request, reply) => {
      const leg = clientLeg(board, request.params.sid);
      if (!leg) return reply.code(404).send({ code: 'notFound', message: 'no such call' });
      leg.end();
      return reply.code(204).send();
    });
  };
}

function clientLeg(board: Switchboard, sid: string) {
  const leg = board.calls.get(sid);
  return leg?.from.startsWith('client:') ? leg : undefined;
}
