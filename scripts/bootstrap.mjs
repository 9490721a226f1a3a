import { ensureInstalled } from './lib/install.mjs';
import { PlainError } from './lib/run.mjs';
import { buildWebApps } from './lib/web-apps.mjs';

/** Everything between a fresh clone and a product that can run. Any Node ≥ 18 can do it. */
export async function bootstrap() {
  await ensureInstalled();
  await buildWebApps();
}

/** Runs a script's main function: its result is the exit code, a plain failure is one message. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof PlainError ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}
