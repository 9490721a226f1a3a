import type { FastifyInstance } from 'fastify';
import type { ConferenceRoom } from '../voice/conference-room.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import { type Form, field, method, url } from './form.ts';
import { page } from './page.ts';
import type { AccountParams } from './rest-api.ts';
import { conferenceShape } from './shapes.ts';
import { badRequest, notFound } from './twilio-error.ts';

/** Conferences: list, read, and change (end, announce). */
export function conferenceRoutes(board: Switchboard) {
  const { accountSid } = board.options;
  return async (app: FastifyInstance) => {
    app.get<{ Querystring: Form }>('/Conferences.json', async ({ query, url: path }) => {
      const name = field(query, 'FriendlyName');
      const status = field(query, 'Status');
      const rooms = [...board.rooms.values()]
        .reverse()
        .filter((room) => !name || room.state.friendlyName === name)
        .filter((room) => !status || room.state.status === status);
      const shapes = rooms.map((room) => conferenceShape(accountSid, room));
      return page('conferences', shapes, path.split('?')[0] ?? '', query);
    });

    app.get<{ Params: AccountParams }>('/Conferences/:sid.json', async (request) =>
      conferenceShape(accountSid, findRoom(board, request.params.sid, request.url)),
    );

    app.post<{ Params: AccountParams; Body: Form }>('/Conferences/:sid.json', async (request) => {
      const room = findRoom(board, request.params.sid, request.url);
      const status = field(request.body, 'Status');
      const announceUrl = url(request.body, 'AnnounceUrl');
      if (status !== undefined && status !== 'completed') {
        throw badRequest(20001, "Status must be 'completed'");
      }
      if (status) room.end();
      else if (announceUrl) room.announce(announceUrl, method(request.body, 'AnnounceMethod'));
      return conferenceShape(accountSid, room);
    });
  };
}

/** A conference by its sid. @throws TwilioError 404 */
export function findRoom(board: Switchboard, sid: string, path: string): ConferenceRoom {
  const room = board.rooms.get(sid);
  if (!room) throw notFound(path);
  return room;
}
