import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { normalizeNumber } from '../domain/phone-number.ts';
import { HandsetProgram } from '../handsets/program.ts';
import { checkCredentials } from '../rest/rest-api.ts';
import { errorBody, TwilioError } from '../rest/twilio-error.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import { FaultSwitches } from '../webhooks/faults.ts';

/**
 * What only tests and the simulator do, signed in like the REST API and never proxied to the
 * public: fault switches, and what each telephone does by itself.
 */
export function controlRoutes(board: Switchboard) {
  return async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request) => checkCredentials(board, request));
    app.setErrorHandler((error, _request, reply) => {
      const known = error instanceof TwilioError ? error : undefined;
      if (known) return reply.code(known.status).send(errorBody(known));
      if (error instanceof z.ZodError) {
        const [issue] = error.issues;
        const field = issue?.path.join('.');
        return reply.code(400).send({ code: 'invalid', message: issue?.message, field });
      }
      throw error;
    });

    app.get('/control/faults', async () => board.faults);
    app.put('/control/faults', async (request) => {
      board.faults = FaultSwitches.parse(request.body ?? {});
      return board.faults;
    });
    app.put<{ Params: { number: string } }>('/control/handsets/:number', async (request) => {
      const program = HandsetProgram.parse(request.body);
      board.handsets.set(normalizeNumber(request.params.number, board.options.number), program);
      return program;
    });
  };
}
