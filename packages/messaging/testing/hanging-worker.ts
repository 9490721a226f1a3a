// A worker in a process of its own whose carrier never answers: the test kills it in mid-send.
import {
  type App,
  ManualClock,
  makeLogger,
  openDatabase,
  PostgresVault,
  runWorker,
  Services,
  Wake,
} from '@1999/platform';
import { testConfig } from '@1999/platform/testing';
import { Registry } from 'prom-client';
import { channels, messaging } from '../index.ts';
import { plugTestWords } from './test-words.ts';

const url = process.argv[2] ?? '';
const { db, sql } = openDatabase(url, { connections: 4 });
const config = testConfig();
const app: App = {
  config,
  clock: new ManualClock(),
  db,
  sql,
  vault: new PostgresVault(config.secrets),
  log: makeLogger('silent'),
  meters: new Registry(),
  wake: new Wake(),
  services: new Services(),
};
await messaging.plug?.(app);
plugTestWords(app);
app.services.get(channels).set('sms', {
  send: async () => {
    process.stdout.write('sending\n');
    return new Promise(() => {});
  },
});
await runWorker(app, [messaging], url);
