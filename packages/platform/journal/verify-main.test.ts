import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../commands/command.ts';
import { newId } from '../ids/new-id.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

async function run(env: Record<string, string>): Promise<{ code: number; said: string }> {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'verify-main.ts')], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number>((resolve) =>
    program.once('exit', (code) => resolve(code ?? -1)),
  );
  const [out, err, code] = await Promise.all([text(program.stdout), text(program.stderr), exited]);
  return { code, said: out + err };
}

test('a whole journal is called whole; one with a changed row is not, and the row is named', async () => {
  for (let at = 0; at < 3; at++) {
    await inTransaction(city.caller(), ({ journal }) =>
      journal({ subjectType: 'word', subjectId: newId(), type: 'word.said' }),
    );
  }
  await city.settle();
  const whole = await run({ DATABASE_URL: city.ownerUrl });
  expect(whole).toEqual({ code: 0, said: expect.stringContaining('3 rows') });
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update journal set actor_id = 'somebody else' where position = 2`;
  });
  await owner.end();
  const broken = await run({ DATABASE_URL: city.ownerUrl });
  expect(broken.code).toBe(1);
  expect(broken.said).toContain('position 2 (journal_p00000)');
});

test('without any database it says what to set', async () => {
  const lost = await run({ DATA_DIR: '/nonexistent' });
  expect(lost.code).toBe(2);
  expect(lost.said).toContain('DATABASE_URL');
});
