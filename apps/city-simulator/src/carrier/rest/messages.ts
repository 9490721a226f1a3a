import type { FastifyInstance } from 'fastify';
import { sendMessage } from '../messages/send-message.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import { destination, type Form, field, origin, url } from './form.ts';
import { page } from './page.ts';
import type { AccountParams } from './rest-api.ts';
import { messageShape } from './shapes.ts';
import { badRequest, notFound } from './twilio-error.ts';

const LONGEST_BODY = 1600;

/** Text messages: send, list, read. */
export function messageRoutes(board: Switchboard) {
  const { accountSid, number } = board.options;
  return async (app: FastifyInstance) => {
    app.post<{ Body: Form }>('/Messages.json', async ({ body: form }, reply) => {
      const to = destination(form, number, 21604);
      const from = origin(form, number, 21603, 21606);
      const body = field(form, 'Body');
      const statusCallback = url(form, 'StatusCallback');
      if (body === undefined) throw badRequest(21602, 'Message body is required.');
      if (body.length > LONGEST_BODY) {
        throw badRequest(21617, 'The concatenated message body exceeds the 1600 character limit');
      }
      const message = sendMessage(board, { from, to, body, statusCallback });
      return reply.code(201).send(messageShape(accountSid, message));
    });

    app.get<{ Querystring: Form }>('/Messages.json', async ({ query, url: path }) => {
      const [to, from] = [field(query, 'To'), field(query, 'From')];
      const shapes = [...board.messages.values()]
        .reverse()
        .filter((message) => (!to || message.to === to) && (!from || message.from === from))
        .map((message) => messageShape(accountSid, message));
      return page('messages', shapes, path.split('?')[0] ?? '', query);
    });

    app.get<{ Params: AccountParams }>('/Messages/:sid.json', async (request) => {
      const message = board.messages.get(request.params.sid);
      if (!message) throw notFound(request.url);
      return messageShape(accountSid, message);
    });
  };
}
