import { ConfigError } from '@1999/platform';
import { DataDirInUse } from '@1999/platform/embedded-postgres';
import { startFallback } from './start-fallback.ts';
import { startHotline } from './start-hotline.ts';

try {
  // The fallback knows nothing of the house, so that nothing of it can take it down.
  const hotline =
    process.env.ROLES === 'fallback'
      ? await startFallback(process.env)
      : await startHotline(process.env, { https: process.argv.includes('--https') });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    console.log(`\n${signal}: finishing what is under way …`);
    hotline.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('disconnect', () => stop('The process that started this one has ended'));
} catch (error) {
  console.error(inPlainWords(error));
  process.exit(1);
}

/** What the person at the terminal can act on; anything else whole, with its stack. */
function inPlainWords(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof DataDirInUse) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop it, or choose another: PORT=${(port ?? 1999) + 1} npm start`;
  }
  return error;
}
