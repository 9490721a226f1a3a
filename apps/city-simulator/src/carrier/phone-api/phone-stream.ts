import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Switchboard } from '../voice/switchboard.ts';
import { phoneChoices, phoneView } from './phone-view.ts';

/** Changes that come together are shown together. */
const GATHER_CHANGES = 40;
/** A comment this often keeps proxies from closing a quiet stream. */
const KEEP_ALIVE = 15_000;

/**
 * The Server-Sent Events of one telephone: `view` (all it shows) and `choices` (all telephones,
 * so that one ringing elsewhere is noticed). Each event is whole, so a reconnect misses nothing.
 */
export function phoneStream(board: Switchboard, numberOf: (text: string, field: string) => string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const query = request.query as Record<string, string | undefined>;
    const number = numberOf(query.number ?? '', 'number');
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    let mine = true;
    let scheduled = false;
    let lastChoices = '';
    const flush = () => {
      scheduled = false;
      if (mine) send('view', JSON.stringify(phoneView(board, number)));
      mine = false;
      const choices = JSON.stringify(phoneChoices(board));
      if (choices !== lastChoices) send('choices', choices);
      lastChoices = choices;
    };
    const send = (event: string, data: string) => out.write(`event: ${event}\ndata: ${data}\n\n`);
    const stopWatching = board.watch((changed) => {
      mine ||= changed === number;
      if (scheduled) return;
      scheduled = true;
      board.scheduler.after(GATHER_CHANGES, () => out.writable && flush());
    });
    let cancelBeat = () => {};
    const beat = () => {
      cancelBeat = board.scheduler.after(KEEP_ALIVE, () => {
        out.write(': still here\n\n');
        beat();
      });
    };
    request.raw.on('close', () => {
      cancelBeat();
      stopWatching();
    });
    beat();
    flush();
  };
}
