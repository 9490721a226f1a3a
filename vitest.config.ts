import { defineConfig } from 'vitest/config';

/**
 * Tests of real processes, voice and browsers. On a shared machine of two cores a stall of the
 * machine itself can fail one of them, so they get one more try there; rules and rooms get none.
 */
const MACHINES = [
  'apps/media/test/**/*.test.ts',
  'apps/hotline/tests/**/*.test.ts',
  'apps/city-simulator/src/phone/**/*.test.ts',
  'packages/platform/{database,embedded-postgres,jobs,live}/**/*.test.ts',
  'packages/web-kit/live/**/*.test.ts',
  'packages/directory/admin/**/*.test.ts',
];
const retry = process.env.CI ? 1 : 0;
const nowhere = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    globalSetup: ['packages/platform/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          // A room's modules keep nothing of one city that another one would meet: each test has its
          // own database and its own app, so the files of a worker share what is loaded.
          isolate: false,
          include: [
            'packages/**/*.test.{ts,tsx}',
            'apps/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
          exclude: [...nowhere, ...MACHINES],
        },
      },
      {
        extends: true,
        test: { name: 'machines', include: MACHINES, exclude: nowhere, retry },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/support/seeded-city.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          retry,
        },
      },
    ],
  },
});
