import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isDialable, normalizeNumber } from '../domain/phone-number.ts';
import { HandsetProgram } from '../handsets/program.ts';
import { receiveMessage } from '../messages/receive-message.ts';
import type { Leg } from '../voice/leg.ts';
import { receiveCall } from '../voice/place-call.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import { DialInput, KeysInput, MessageInput } from './contract.ts';
import { phoneStream } from './phone-stream.ts';
import { phoneView } from './phone-view.ts';

class PhoneError extends Error {
  readonly statusCode: number;
  readonly field: string | undefined;
  constructor(statusCode: number, message: string, field?: string) {
    super(message);
    this.statusCode = statusCode;
    this.field = field;
  }
}

/** What a person does with a demo telephone: dial, answer, press keys, hang up, write. */
export function phoneRoutes(board: Switchboard) {
  const hotline = board.options.number;
  return async (app: FastifyInstance) => {
    app.setErrorHandler((error, _request, reply) => {
      const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
      const status = issue ? 400 : ((error as { statusCode?: number }).statusCode ?? 500);
      const message = issue?.message ?? (error as Error).message;
      const field = issue?.path.join('.') ?? (error as PhoneError).field;
      const code = status === 404 ? 'notFound' : status >= 500 ? 'internal' : 'invalid';
      return reply.code(status).send({ code, message, field });
    });

    app.get('/stream', phoneStream(board, numberOf));

    app.post('/calls', async (request, reply) => {
      const input = DialInput.parse(request.body);
      const from = numberOf(input.from, 'from');
      if (numberOf(input.to, 'to') !== hotline) {
        throw new PhoneError(
          404,
          '此示範電話只能撥打1999。This telephone can only dial 1999.',
          'to',
        );
      }
      receiveCall(board, from);
      return reply.code(201).send(phoneView(board, from));
    });

    app.post<{ Params: { sid: string } }>('/calls/:sid/answer', async (request) => {
      const leg = findLeg(request.params.sid);
      if (leg.direction === 'inbound' || leg.status !== 'ringing') {
        throw new PhoneError(409, '此電話未在響鈴。The call is not ringing.');
      }
      leg.move('answer');
      return phoneView(board, leg.phone);
    });

    app.post<{ Params: { sid: string } }>('/calls/:sid/keys', async (request) => {
      const leg = findLeg(request.params.sid);
      leg.press(KeysInput.parse(request.body).digits);
      return phoneView(board, leg.phone);
    });

    app.delete<{ Params: { sid: string } }>('/calls/:sid', async (request) => {
      const leg = findLeg(request.params.sid);
      // The called telephone's "decline" reaches the caller as busy.
      if (leg.status === 'ringing' && leg.direction !== 'inbound') leg.move('refuse');
      else leg.end();
      return phoneView(board, leg.phone);
    });

    app.post('/messages', async (request, reply) => {
      const input = MessageInput.parse(request.body);
      const from = numberOf(input.from, 'from');
      receiveMessage(board, from, input.body);
      return reply.code(201).send(phoneView(board, from));
    });

    app.put<{ Params: { number: string } }>('/programs/:number', async (request) => {
      const number = numberOf(request.params.number, 'number');
      board.handsets.set(number, HandsetProgram.parse(request.body));
      board.changed(number);
      return phoneView(board, number);
    });
  };

  function numberOf(text: string, field: string): string {
    const number = normalizeNumber(text, hotline);
    if (!isDialable(number) || number.startsWith('client:')) {
      throw new PhoneError(400, '電話號碼格式不正確。Not a telephone number.', field);
    }
    return number;
  }

  function findLeg(sid: string): Leg {
    const leg = board.calls.get(sid);
    if (!leg?.phone.startsWith('+')) throw new PhoneError(404, '沒有這通電話。No such call.');
    return leg;
  }
}
