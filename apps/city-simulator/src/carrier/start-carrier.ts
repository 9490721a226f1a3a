import type { AddressInfo } from 'node:net';
import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import type { CarrierOptions } from './carrier-options.ts';
import { clientCalls } from './client-api/client-calls.ts';
import { controlRoutes } from './control/control-routes.ts';
import { normalizeNumber } from './domain/phone-number.ts';
import type { HandsetProgramInput } from './handsets/program.ts';
import { receiveMessage } from './messages/receive-message.ts';
import { phonePage } from './phone-api/phone-page.ts';
import { phoneRoutes } from './phone-api/phone-routes.ts';
import { restApi } from './rest/rest-api.ts';
import type { Leg } from './voice/leg.ts';
import { receiveCall } from './voice/place-call.ts';
import { Switchboard } from './voice/switchboard.ts';
import { FaultSwitches } from './webhooks/faults.ts';

/** A carrier that runs in this process; for tests, the simulator and main.ts. */
export interface RunningCarrier {
  url: string;
  port: number;
  board: Switchboard;
  /** A telephone calls the hotline. */
  dial(from: string): Leg;
  /** A telephone writes to the hotline. */
  text(from: string, body: string): void;
  /** Tells a telephone what to do by itself when it is rung or asked. */
  program(number: string, program: HandsetProgramInput): void;
  /** Sets fault switches; those not named are off. */
  faults(switches: Partial<FaultSwitches>): void;
  /** Changes web hook addresses, which are often known only after both sides listen. */
  configure(changes: Partial<CarrierOptions>): void;
  close(): Promise<void>;
}

/** Starts the local carrier. @throws when the port is taken. */
export async function startCarrier(options: CarrierOptions): Promise<RunningCarrier> {
  const board = new Switchboard({ ...options });
  const app = Fastify({
    logger: false,
    bodyLimit: 256 * 1024,
    requestTimeout: 20_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  await app.register(formbody);
  await app.register(restApi(board), { prefix: '/2010-04-01/Accounts/:accountSid' });
  await app.register(clientCalls(board));
  await app.register(controlRoutes(board));
  await app.register(phoneRoutes(board), { prefix: '/phone/api' });
  await app.register(phonePage);
  app.get('/phone', (_request, reply) => reply.redirect('phone/'));
  await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });

  const { port } = app.server.address() as AddressInfo;
  board.origin = `http://${options.host ?? '127.0.0.1'}:${port}`;
  const numberOf = (text: string) => normalizeNumber(text, options.number);
  return {
    url: board.origin,
    port,
    board,
    dial: (from) => receiveCall(board, numberOf(from)),
    text: (from, body) => void receiveMessage(board, numberOf(from), body),
    program: (number, program) => board.handsets.set(numberOf(number), program),
    faults: (switches) => {
      board.faults = FaultSwitches.parse(switches);
    },
    configure: (changes) => void Object.assign(board.options, changes),
    async close() {
      board.hangUpAll();
      await app.close();
    },
  };
}
