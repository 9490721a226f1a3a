import type { OrderView } from '@1999/dispatch/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signed, signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole, issueStreetLight } from '../support/orders.ts';
import { inspectorAt } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

let hotline: HotlineProcess;
let browser: Browser;
let agency: Signed;
let supervisor: Signed;
let agencyId: string;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
  agency = await signedIn(hotline.url, 'agency1');
  supervisor = await signedIn(hotline.url, 'supervisor1');
  agencyId = await agencyIdOf(supervisor, 'pwb-maintenance');
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('an inspector confirms one report and refuses another, and sees nothing else of supervision', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const rule = { typeCode: 'streetLight', required: true, basedOn: 0 };
  await supervisor.post('/api/dispatch/verification-rules', rule);
  const pothole = await issuePothole(agent, agencyId);
  const first = await issueStreetLight(agent, agencyId);
  await report(first.id);
  const { page } = await inspectorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const row = (number: string) => page.getByRole('link', { name: number });

  await step(
    'what waits for inspection is the first thing to be seen, and no other order',
    async () => {
      await row(first.number).waitFor();
      expect(await row(pothole.number).count()).toBe(0);
      expect(await screenFaults(page, 'inspections')).toEqual([]);
      expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
        '查驗',
      ]);
    },
  );
  await step('another report appears by itself', async () => {
    const second = await issueStreetLight(agent, agencyId);
    await report(second.id);
    await row(second.number).waitFor();
    await row(second.number).click();
  });
  await step('refuses it with a reason; the agency has it again', async () => {
    await page.getByRole('button', { name: '查驗不符' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('現場路燈仍不亮');
    await page.getByRole('dialog').getByRole('button', { name: '查驗不符' }).click();
    await page.getByText('已退回機關重做').waitFor();
  });
  await step('confirms the first; the agency may close it', async () => {
    await page.getByRole('link', { name: '查驗', exact: true }).click();
    await row(first.number).click();
    await page.getByRole('button', { name: '查驗', exact: true }).waitFor();
    expect(await screenFaults(page, 'an order to inspect')).toEqual([]);
    expect(await page.getByRole('button', { name: /解除管制|暫停計時|併入/ }).count()).toBe(0);
    await page.getByRole('button', { name: '查驗', exact: true }).click();
    await page.getByText('已查驗').first().waitFor();
    await agency.post(`/api/orders/${first.id}/closure`, { ground: 'report' });
    await page.getByText('已結案').first().waitFor();
  });
  await step('every page of supervision leads back to the inspections', async () => {
    for (const path of ['', 'orders', 'incidents', 'rules', 'agencies']) {
      await page.goto(`${hotline.url}/supervisor/${path}`);
      await page.waitForURL(/\/supervisor\/inspections$/);
    }
    await page.goto(`${hotline.url}/supervisor/orders/${pothole.id}`);
    await page.getByText('找不到').first().waitFor();
  });
  expect(complaints).toEqual([]);
});

/** The agency takes an order on and reports it done. */
async function report(orderId: string): Promise<OrderView> {
  await agency.post(`/api/orders/${orderId}/acknowledgement`, {});
  return agency.post(`/api/orders/${orderId}/report`, { text: '已更換燈泡' });
}
