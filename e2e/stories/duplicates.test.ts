import type { OrderView } from '@1999/dispatch/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signed, signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole } from '../support/orders.ts';
import { supervisorAt } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

let hotline: HotlineProcess;
let browser: Browser;
let supervisor: Signed;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
  supervisor = await signedIn(hotline.url, 'supervisor1');
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('a supervisor makes an order the duplicate of another near by, and takes it out again', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const agencyId = await agencyIdOf(agent, 'pwb-maintenance');
  const [first, second] = [
    await issuePothole(agent, agencyId),
    await issuePothole(agent, agencyId),
  ];
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const stored = (): Promise<OrderView> => supervisor.get(`/api/orders/${second.id}`);
  const own = (await stored()).clocks.map(({ kind, dueAt }) => [kind, dueAt]);

  await step('the order near by is offered, by keyboard, with its distance', async () => {
    await page.goto(`${hotline.url}/supervisor/orders/${second.id}`);
    await page.getByRole('button', { name: '併入其他派工單' }).press('Enter');
    const choice = page.getByRole('radio', { name: new RegExp(`${first.number}.*相距 0 公尺`) });
    await choice.waitFor();
    await choice.press('Space');
  });
  await step('attached, it says so and leads to its parent', async () => {
    await page.getByRole('dialog').getByRole('button', { name: '併入其他派工單' }).press('Enter');
    await page.getByText('本單已併案').waitFor();
    await page.getByRole('link', { name: first.number }).waitFor();
    expect((await stored()).parentId).toBe(first.id);
    faults.push(...(await screenFaults(page, 'a duplicate')));
  });
  await step('detached, it stands on its own with the clocks it had', async () => {
    await page.getByRole('button', { name: '拆案' }).press('Enter');
    await page.getByText('本單已併案').waitFor({ state: 'detached' });
    const alone = await stored();
    expect(alone.parentId).toBeNull();
    expect(alone.clocks.map(({ kind, dueAt }) => [kind, dueAt])).toEqual(own);
  });
  expect([...faults, ...complaints]).toEqual([]);
});
