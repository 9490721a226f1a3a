import { pino } from 'pino';
import { z } from 'zod';
import { Calls } from './calls.ts';
import { readConfig } from './config.ts';
import { Outbox } from './outbox.ts';
import { loadPrompts } from './prompts.ts';
import { buildServer } from './server.ts';
import { soundFetcher } from './sounds.ts';
import { startTicker } from './ticker.ts';

const WATCH_MS = 500;
const LAST_EVENTS_MS = 2_000;

// Standard output carries one line, the ready line; everything else goes to standard error.
const log = pino({ name: 'media', timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

const config = readConfigOrExit();
const outbox = new Outbox(config.eventsUrl, config.secret);
const calls = new Calls({
  config,
  prompts: loadPrompts(),
  fetchSound: soundFetcher(config),
  tell: (event) => outbox.push(event),
});
const ticker = startTicker(() => {
  for (const call of calls.all()) call.tick();
});
const watchman = setInterval(() => calls.watch(), WATCH_MS);
const server = buildServer(config, calls, outbox);

let leaving = false;
/** Ends the calls, brings their last events home, and exits. */
async function leave(why: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info({ why }, 'leaving');
  await server.close();
  await calls.endAll();
  ticker.stop();
  clearInterval(watchman);
  await outbox.drain(LAST_EVENTS_MS);
  process.exit(0);
}

process.once('SIGTERM', () => void leave('SIGTERM'));
process.once('SIGINT', () => void leave('SIGINT'));
if (!config.standalone) {
  // The hotline holds the other end of this pipe; when it dies, by kill -9 too, the pipe closes.
  process.stdin.once('end', () => void leave('stdin closed'));
  process.stdin.once('error', () => void leave('stdin broke'));
  process.stdin.resume();
}
// A fault in one connection's machinery must not end the calls of all the others.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));

await server.listen({ port: config.port, host: config.host });
const address = server.server.address();
const port = typeof address === 'object' && address ? address.port : config.port;
process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
log.info({ port, peerId: outbox.peerId }, 'serving');

function readConfigOrExit() {
  try {
    return readConfig(process.env, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    for (const issue of error.issues) {
      process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
    }
    process.exit(2);
  }
}
