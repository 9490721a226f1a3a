import process from 'node:process';
import pino from 'pino';
import { z } from 'zod';
import { optionsFromEnvironment } from './carrier-options.ts';
import { startCarrier } from './start-carrier.ts';

/**
 * The carrier as a process of its own. Says `{"ready":true,"port":…}` on one line of stdout, logs
 * to stderr, and ends when its stdin closes, so that it never outlives the server that began it;
 * CARRIER_STANDALONE=1 lets it live on without one.
 */
async function main(): Promise<void> {
  const log = pino({ name: 'carrier' }, pino.destination(2));
  const options = optionsFromEnvironment(process.env);
  const carrier = await startCarrier({ ...options, warn: (message) => log.warn(message) });
  process.stdout.write(`${JSON.stringify({ ready: true, port: carrier.port })}\n`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await carrier.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env.CARRIER_STANDALONE !== '1') process.stdin.on('end', stop).resume();
}

main().catch((error: unknown) => {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  process.stderr.write(`The carrier did not start.\n${reason}\n`);
  process.exit(1);
});
