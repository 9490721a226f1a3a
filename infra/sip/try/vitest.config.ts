import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../../..');

/** `npx vitest run --config infra/sip/try/vitest.config.ts`, as root on a Debian. */
export default defineConfig({
  root,
  test: {
    include: ['infra/sip/try/*.test.ts'],
    globalSetup: [join(root, 'packages/platform/testing/global-setup.ts')],
    pool: 'forks',
    hookTimeout: 60_000,
  },
});
