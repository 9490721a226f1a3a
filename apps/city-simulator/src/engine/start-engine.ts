import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import type { z } from 'zod';
import { type Channel, view } from './channel.ts';
import { requests } from './requests.ts';
import { type Called, type Phone, Switch } from './switch.ts';

export type { Phone } from './switch.ts';

/** A stand-in for an Asterisk: its REST interface, its events, and real RTP to the media peer. */
export type RunningEngine = Awaited<ReturnType<typeof startEngine>>;

const RING_MS = 30_000;

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Starts an engine on this machine. Each of what it was asked wrongly is kept in `problems`. */
export async function startEngine(options: { user: string; password: string; port?: number }) {
  const listeners = new Set<WebSocket>();
  const tell = (event: object) => {
    for (const one of listeners) one.send(JSON.stringify(event));
  };
  const board = new Switch(tell, () => listeners.size > 0);
  const problems: string[] = [];
  const signIn = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const server = fastify();
  server.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Refused ? error.status : 400;
    if (!(error instanceof Refused)) problems.push(String(error));
    return reply.code(status).send({ message: String(error) });
  });
  server.setNotFoundHandler(({ method, url }, reply) => {
    problems.push(`${method} ${url}: no such request`);
    return reply.code(404).send({ message: 'Resource not found' });
  });
  server.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization === signIn) return;
    return reply.code(401).send({ message: 'Authentication required' });
  });
  routes(server, board);
  const sockets = new WebSocketServer({ noServer: true });
  server.server.on('upgrade', (request, socket, head) => {
    const wanted = request.url === '/ari/events?app=1999&subscribeAll=true';
    if (!wanted || request.headers.authorization !== signIn) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (one) => {
      // One application, one connection: the newest has it.
      tell({ type: 'ApplicationReplaced', application: '1999' });
      listeners.clear();
      listeners.add(one);
      one.on('close', () => listeners.delete(one));
    });
  });
  const address = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url: address,
    board,
    problems,
    /** Whether somebody listens to its events. */
    listened: () => listeners.size > 0,
    callIn: (from: string, dialled = '1999'): Phone => board.callIn(from, dialled),
    /** Who picks up at that number from now on. */
    at(number: string, called: Called): void {
      board.numbers.set(number, called);
    },
    /** Cuts the connection of whoever listens; lines go on. */
    cut(): void {
      for (const one of listeners) one.terminate();
    },
    /** Ends at once, without a word, with all its lines. */
    async die(): Promise<void> {
      for (const one of listeners) one.terminate();
      listeners.clear();
      for (const channel of [...board.channels.values()]) channel.over(0);
      sockets.close();
      server.server.closeAllConnections();
      await server.close();
    },
  };
}

type Operation = (typeof requests)[keyof typeof requests];
type Handler<O extends Operation> = (
  ids: { channelId: string; bridgeId: string },
  query: z.output<O['query']>,
) => unknown;

function routes(server: FastifyInstance, board: Switch): void {
  const route = <O extends Operation>({ method, path, query }: O, answer: Handler<O>) =>
    server.route({
      method,
      url: `/ari${path}`,
      handler: async (request, reply) => {
        const ids = request.params as { channelId: string; bridgeId: string };
        const body = await answer(ids, query.parse(request.query) as z.output<O['query']>);
        return body === undefined ? reply.code(204).send() : body;
      },
    });
  const channel = (id: string): Channel => {
    const found = board.channels.get(id);
    if (!found) throw new Refused(404, 'Channel not found');
    return found;
  };
  const inStasis = (id: string): Channel => {
    const found = channel(id);
    if (found.app === null) throw new Refused(409, 'Channel not in Stasis application');
    return found;
  };
  const bridge = (id: string) => {
    const found = board.bridges.get(id);
    if (!found) throw new Refused(404, 'Bridge not found');
    return found;
  };
  const fresh = (id: string | undefined, status: number) => {
    if (id && board.channels.has(id)) throw new Refused(status, 'this channel exists');
    return id ?? randomUUID();
  };

  route(requests.ping, () => ({ ping: 'pong', timestamp: '', asterisk_id: 'stand-in' }));
  route(requests.listChannels, () => [...board.channels.values()].map(view));
  route(requests.getChannel, ({ channelId }) => view(channel(channelId)));
  route(requests.originate, (_, { endpoint, app = '', appArgs = '', channelId, timeout }) => {
    const number = /^PJSIP\/([^@]+)@\w+$/.exec(endpoint)?.[1];
    if (!number) throw new Refused(400, 'Invalid endpoint');
    const wait = timeout ? timeout * 1000 : RING_MS;
    return view(board.dial(fresh(channelId, 409), number, app, appArgs.split(','), wait));
  });
  route(requests.externalMedia, async (_, { channelId, external_host: host, app, format }) => {
    if (format !== 'ulaw') throw new Refused(422, 'format not available');
    // As Asterisk 22 does.
    return view(await board.externalMedia(fresh(channelId, 500), host, app));
  });
  route(requests.hangUp, ({ channelId }) => board.end(channel(channelId)));
  route(requests.answer, ({ channelId }) => {
    inStasis(channelId).state = 'Up';
  });
  route(requests.goOn, ({ channelId }) => board.leave(inStasis(channelId)));
  route(requests.getVariable, ({ channelId }, { variable }) => {
    const value = channel(channelId).variables.get(variable);
    if (value === undefined) throw new Refused(404, 'Provided variable was not found');
    return { value };
  });
  route(requests.createBridge, ({ bridgeId: id }, { type = 'mixing' }) => {
    if (board.bridges.has(id)) throw new Refused(409, 'this bridge exists');
    if (!type.split(',').includes('mixing')) throw new Refused(400, 'no such type');
    board.bridges.set(id, { id, channels: [] });
    return bridge(id);
  });
  route(requests.getBridge, ({ bridgeId }) => bridge(bridgeId));
  route(requests.destroyBridge, ({ bridgeId }) => {
    board.bridges.delete(bridge(bridgeId).id);
  });
  route(requests.addChannel, ({ bridgeId }, { channel: id }) => {
    const into = bridge(bridgeId);
    board.bridgeWith(into, inStasis(id).id);
  });
}
