import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { RiskModelView } from '@1999/dispatch/contract';
import { plantPastOrders } from '@1999/dispatch/testing/plant-past-orders';
import { findDatabase } from '@1999/platform/terminal';
import type { Browser } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issueStreetLight } from '../support/orders.ts';
import { agencyAt, supervisorAt } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

const PROGRAM = join(import.meta.dirname, '../../packages/dispatch/terminal/risk.ts');

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

/** What `npm run risk -- train` prints on the running hotline's database. */
async function train(): Promise<string> {
  const program = spawn(process.execPath, [PROGRAM, 'train'], {
    env: { PATH: process.env.PATH, DATA_DIR: hotline.dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(program, 'exit');
  const said = await text(program.stdout);
  expect((await exited)[0]).toBe(0);
  return said;
}

test('the risk of missing is off until there is a record to learn from, then sorts the lists', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  const maintenance = await agencyIdOf(agent, 'pwb-maintenance');
  const water = await agencyIdOf(agent, 'water');
  const first = await issueStreetLight(agent, maintenance);
  const second = await issueStreetLight(agent, water);
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const byRisk = page.getByRole('radio', { name: '逾期風險' });
  const rows = page.locator('tbody tr');

  await step('without a record the sort cannot be chosen, and it says why', async () => {
    await page.getByRole('link', { name: '派工單', exact: true }).press('Enter');
    await page.getByRole('row', { name: new RegExp(first.number) }).waitFor();
    await page.getByText('還沒有用過去的派工紀錄訓練過').waitFor();
    expect(await byRisk.isDisabled()).toBe(true);
    faults.push(...(await screenFaults(page, 'orders without risk')));
  });
  await step('trained on next to nothing it stays off, and the screen hears of it', async () => {
    expect(await train()).toContain('off');
    await page.getByText('已到期的派工紀錄太少，至少要 200 件').waitFor();
  });
  await step('with a record it is on', async () => {
    const found = await findDatabase({ DATA_DIR: hotline.dataDir });
    if (!found) throw new Error('no database');
    const owner = postgres(found.url, { max: 1, onnotice: () => {} });
    const now = Temporal.Instant.from((await supervisor.get('/api/time')).now);
    const past = Array.from({ length: 600 }, (_, index) => {
      const late = (index * 7919) % 101 < 34;
      return {
        typeCode: 'streetLight',
        agencyId: late ? water : maintenance,
        startedAt: now.subtract({ minutes: 1_000 + Math.floor(((index * 6151) % 9973) * 5.4) }),
        missed: late && index % 5 < 3,
      };
    });
    await plantPastOrders(owner, first.id, past);
    await owner.end();
    await found.stop();
    const said = await train();
    expect(said).toContain('Risk of missing: on');
    expect(said).toContain('10–20 %');
  });
  await step('the riskiest order comes first, its due time beside it', async () => {
    await byRisk.and(page.locator(':enabled')).waitFor({ state: 'attached' });
    await expect
      .poll(async () => (await supervisor.get('/api/orders?sort=risk'))[0].number, {
        timeout: 20_000,
      })
      .toBe(second.number);
    await byRisk.press('Space');
    await rows.first().getByText(second.number).waitFor();
    const row = (await rows.first().textContent()) ?? '';
    expect(row).toMatch(/[4-9]\d %/);
    expect(row).toMatch(/受理 \d+\/\d+ \d\d:\d\d/);
    faults.push(...(await screenFaults(page, 'orders by risk')));
  });
  await step('how well it held stands among the rules, as a table', async () => {
    await page.getByRole('link', { name: '時限規則' }).press('Enter');
    await page.getByRole('link', { name: '逾期風險' }).press('Enter');
    const table = page.getByRole('table', { name: '驗證期間的校準：預測與實際' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(11);
    const model: RiskModelView = await supervisor.get('/api/dispatch/risk');
    await page.getByText((model.brier ?? 0).toFixed(4)).waitFor();
    faults.push(...(await screenFaults(page, 'calibration')));
  });
  await step('an agency sees it beside its own orders', async () => {
    const crew = await agencyAt(browser, hotline.url, 'agency2');
    await crew.sees(second.number);
    await crew.page.getByRole('radio', { name: '逾期風險' }).press('Space');
    const card = crew.page.getByRole('link', { name: new RegExp(second.number) }).first();
    await card.getByText(/逾期風險 [4-9]\d %/).waitFor();
    expect(await card.textContent()).toMatch(/受理 到期 \d+\/\d+ \d\d:\d\d/);
    faults.push(...(await screenFaults(crew.page, 'agency by risk')));
  });
  expect([...faults, ...complaints]).toEqual([]);
});
