import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { Registry } from 'prom-client';
import { io } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { command } from '../commands/command.ts';
import type { Change } from '../contract.ts';
import { openDatabase } from '../database/client.ts';
import { buildServer } from '../http/server.ts';
import { signAccessToken } from '../http/tokens.ts';
import { newId } from '../ids/new-id.ts';
import { task } from '../jobs/enqueue.ts';
import { Wake } from '../journal/wake.ts';
import { live } from '../live/index.ts';
import { startTestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import type { App } from './app.ts';
import type { Module } from './module.ts';
import { runWeb, runWorker } from './run.ts';
import { Services } from './service.ts';

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const step = command(
  'test.step',
  z.object({ id: z.uuid(), type: z.string() }),
  async ({ journal }, { id, type }) =>
    journal({ subjectType: 'parcel', subjectId: id, type: `parcel.${type}` }),
);
const deliver = task({
  name: 'test.deliver',
  payload: z.object({ id: z.uuid() }),
  run: (app, { id }) =>
    step({ app, actor: { kind: 'system', id: 'deliver' } }, { id, type: 'delivered' }),
});
let ownLoops = 0;
const room: Module = {
  name: 'run-test',
  tasks: [deliver],
  reactions: [
    {
      name: 'test.send',
      on: ['parcel.posted'],
      react: async ({ tx, enqueue }, event) => {
        await tx.execute(sql`insert into parcel (id) values (${event.subjectId})`);
        enqueue(deliver, { id: event.subjectId });
      },
    },
  ],
  live: { 'parcel.posted': () => ['parcels'], 'parcel.delivered': () => ['parcels'] },
  topics: { parcels: () => true },
  startWorker: async () => {
    ownLoops += 1;
    return async () => void ownLoops--;
  },
};

test('two workers and two web processes on one database behave as one', async () => {
  const modules = [live, room];
  const city = await startTestApp({ modules });
  undo.push(() => city.close());
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  undo.push(() => owner.end());
  await owner`create table parcel (id uuid primary key)`;
  await owner`grant insert on parcel to hotline_app`;

  const heard: Change[][] = [];
  const apps: App[] = [];
  for (let process = 0; process < 2; process++) {
    const handles = openDatabase(city.ownerUrl);
    undo.push(() => handles.close());
    const app: App = {
      ...city.app,
      db: handles.db,
      sql: handles.sql,
      meters: new Registry(),
      wake: new Wake(),
      services: new Services(),
    };
    apps.push(app);
    undo.push(await runWorker(app, modules, city.ownerUrl));
    const server = await buildServer(app, modules);
    undo.push(await runWeb(server, app));
    await server.listen({ host: '127.0.0.1', port: 0 });
    undo.push(() => server.close());
    const actor = { kind: 'user', role: 'agent', agencyId: null } as const;
    const token = signAccessToken(server, { ...actor, id: newId(), sessionId: newId() }, 600);
    const { port } = server.server.address() as AddressInfo;
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth: { token } });
    undo.push(() => socket.disconnect());
    const changes: Change[] = [];
    heard.push(changes);
    socket.on('event', (change: Change) => changes.push(change));
    await socket.timeout(10_000).emitWithAck('subscribe', { topics: ['parcels'] });
  }
  expect(ownLoops).toBe(2);

  const parcels = Array.from({ length: 30 }, newId);
  for (const [index, id] of parcels.entries()) {
    const app = apps[index % 2] as App;
    await step({ app, actor: { kind: 'system', id: 'test' } }, { id, type: 'posted' });
  }
  await until(() => heard.every((changes) => changes.length >= 60), 15_000);
  for (const changes of heard) {
    expect(changes.map((change) => change.position)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    for (const id of parcels) {
      const story = changes.filter((change) => change.subjectId === id);
      expect(story.map((change) => change.type)).toEqual(['parcel.posted', 'parcel.delivered']);
    }
  }
  for (const step of undo.splice(0).reverse()) await step();
  expect(ownLoops).toBe(0);
}, 40_000);
