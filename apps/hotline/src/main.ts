import { ConfigError } from '@1999/platform';
import { DataDirInUse } from '@1999/platform/embedded-postgres';
import { startHotline } from './start-hotline.ts';

try {
  const hotline = await startHotline(process.env, { https: process.argv.includes('--https') });
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
  const plain = error instanceof ConfigError || error instanceof DataDirInUse;
  console.error(plain ? error.message : error);
  process.exit(1);
}
