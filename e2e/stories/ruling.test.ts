import type { OrderView } from '@1999/dispatch/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole } from '../support/orders.ts';
import { supervisorAt } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('two agencies send an order back, and the RDEC rules whose it is', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  const [first, second] = [
    await signedIn(hotline.url, 'agency1'),
    await signedIn(hotline.url, 'agency2'),
  ];
  const order = await issuePothole(agent, await agencyIdOf(agent, 'pwb-maintenance'));
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const reason = '道路產權非本機關';

  await step('both say it is not theirs', async () => {
    await first.post(`/api/orders/${order.id}/return`, { reason });
    const agencyId = await agencyIdOf(agent, 'water');
    await agent.post(`/api/orders/${order.id}/reassignment`, { agencyId });
    await second.post(`/api/orders/${order.id}/return`, { reason });
  });
  await step('the board alarms, and leads to it', async () => {
    const alarm = page
      .getByRole('listitem')
      .filter({ hasText: '派工單兩度退件，等候研考會裁定' })
      .filter({ has: page.locator(`a[href$="${order.id}"]`) });
    await alarm.first().waitFor();
    expect(await alarm.count()).toBe(1);
    await alarm.getByRole('link').press('Enter');
  });
  await step('the supervisor sees the ruling’s own clock, and no way to pass it on', async () => {
    await page.getByRole('button', { name: '裁定權責機關' }).waitFor();
    await page
      .getByRole('cell', { name: '研考會裁定' })
      .or(page.getByRole('rowheader', { name: '研考會裁定' }))
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: '改派' }).count()).toBe(0);
    faults.push(...(await screenFaults(page, 'a ruling awaited')));
    // In the language it was left in, each return once.
    expect(await page.getByText('退件理由', { exact: true }).count()).toBe(2);
    expect(await page.getByText('Reason for return').count()).toBe(0);
  });
  await step('and rules by keyboard, seeing how long each has held it', async () => {
    await page.getByRole('button', { name: '裁定權責機關' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('工務局養護工程處').waitFor();
    await dialog.getByRole('combobox', { name: '交由機關' }).fill('養護');
    await page.getByRole('option', { name: '工務局養護工程處' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: '理由' }).fill('依市區道路條例屬養工處');
    await dialog.getByRole('button', { name: '裁定權責機關' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('依市區道路條例屬養工處').waitFor();
  });
  await step('the agency has it again, and can’t send it back', async () => {
    const seen: OrderView = await supervisor.get(`/api/orders/${order.id}`);
    expect(seen).toMatchObject({ state: 'issued', agencyZh: '工務局養護工程處' });
    expect(seen.actions).not.toContain('return');
  });
  expect([...faults, ...complaints]).toEqual([]);
});
