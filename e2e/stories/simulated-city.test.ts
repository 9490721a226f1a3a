import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';

const SIMULATE = join(import.meta.dirname, '../../apps/city-simulator/src/simulate/main.ts');
/** Made-up records in the form of the published ones. */
const RECORDS = `案件編號,派工項目,案件地址,立案日期,立案時間
X0000000001,路樹處理,大安區某某路~1號,20150810,000000
X0000000002,路燈故障或設施損壞,信義區某某街~2號,20150810,000300
X0000000003,"用戶無水、漏水報修",北投區某某路~3號,20150810,001000
X0000000004,借用場地,士林區,20150810,001100
`;

let hotline: HotlineProcess;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulated-'));
  await writeFile(join(folder, 'records.csv'), RECORDS);
  hotline = await startHotlineProcess();
});
afterAll(async () => {
  await hotline?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a city filled for a quarter of a minute keeps the same books as the system', async () => {
  const { code, said } = await simulate('--seconds=15', '--calls-per-minute=60', '--seed=1999');
  expect(said).toContain('✓ 帳本與系統一致');
  expect(Number(/answered +(\d+)/.exec(said.split('ledger')[1] ?? '')?.[1])).toBeGreaterThan(0);
  expect(code).toBe(0);
});

test('records of another city are replayed as orders here, and what has no type is told', async () => {
  const { code, said } = await simulate(`--dispatch=${join(folder, 'records.csv')}`, '--seed=1999');
  expect(said).toContain('1 × 借用場地 → 略過 skipped');
  expect(said).toMatch(/orders issued +3 +3 +✓/);
  expect(code).toBe(0);
});

test('where no demo city answers it says what to do', async () => {
  const { code, said } = await simulate('--url=http://127.0.0.1:9');
  expect(said).toContain('npm start');
  expect(code).toBe(2);
});

/** Runs the simulator as `npm run simulate` does. */
async function simulate(...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(
    process.execPath,
    [SIMULATE, `--url=${hotline.url}`, '--drain-seconds=25', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}
