import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issueStreetLight } from '../support/orders.ts';
import { agencyAt, supervisorAt } from '../support/people.ts';
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

test('a report is not believed until somebody has looked; what is not urgent becomes a petition', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const crew = await signedIn(hotline.url, 'agency1');
  const agencyId = await agencyIdOf(agent, 'pwb-maintenance');
  const { page } = await supervisorAt(browser, hotline.url);
  const phone = await agencyAt(browser, hotline.url);
  const complaints = [complaintsOf(page), complaintsOf(phone.page)];
  const faults: string[] = [];
  const dialog = page.getByRole('dialog');
  const order = await issueStreetLight(agent, agencyId);
  const report = async (text: string) => {
    await crew.post(`/api/orders/${order.id}/acknowledgement`, {});
    await crew.post(`/api/orders/${order.id}/report`, { text });
  };

  await step('the supervisor demands that reports of lamps are confirmed', async () => {
    await page.getByRole('link', { name: '時限規則' }).press('Enter');
    await page.getByRole('link', { name: '查驗' }).press('Enter');
    await page.getByRole('button', { name: '改為須查驗 路燈故障' }).press('Enter');
    await page.getByRole('row', { name: /路燈故障 須查驗/ }).waitFor();
    faults.push(...(await screenFaults(page, 'types to confirm')));
  });
  await step('reported, it can’t be closed; the crew sees why', async () => {
    await report('已換燈泡');
    await phone.openOrder(order.number);
    await phone.page.getByText('已回報，等候查驗後才能結案').waitFor();
    expect(await phone.page.getByRole('link', { name: '結案', exact: true }).count()).toBe(0);
  });
  await step('it is on the list of what waits to be confirmed', async () => {
    await page.getByRole('link', { name: '派工單', exact: true }).press('Enter');
    await page.getByRole('button', { name: /顯示/ }).press('Enter');
    await page.getByRole('option', { name: '等候查驗' }).press('Enter');
    await page.getByRole('link', { name: order.number }).waitFor();
    faults.push(...(await screenFaults(page, 'orders that wait')));
  });
  await step('the inspector finds the lamp dark: sent back with a reason', async () => {
    await page.goto(`${hotline.url}/supervisor/orders/${order.id}`);
    await page.getByRole('button', { name: '查驗不符' }).press('Enter');
    await dialog.getByRole('button', { name: '查驗不符' }).press('Enter');
    await dialog.locator('.field-error').waitFor();
    await dialog.getByRole('textbox', { name: '理由' }).fill('晚上七點到場，燈仍不亮');
    await dialog.getByRole('button', { name: '查驗不符' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('晚上七點到場，燈仍不亮').first().waitFor();
    faults.push(...(await screenFaults(page, 'a report refused')));
  });
  await step('the crew reads why it is back, and takes it on again', async () => {
    await phone.page.getByText('查驗不符，請重新處理').waitFor();
    await phone.page.getByText(/晚上七點到場/).waitFor();
    faults.push(...(await screenFaults(phone.page, 'agency: sent back')));
    await report('更換整座燈具，已測試');
  });
  await step('confirmed this time, it closes', async () => {
    await page.getByRole('button', { name: '查驗', exact: true }).press('Enter');
    await page.getByText('已查驗').first().waitFor();
    await crew.post(`/api/orders/${order.id}/closure`, { ground: 'report' });
    await page.getByText('已結案').first().waitFor();
  });
  await step('a wish for a new lamp is a petition: one clock, in working days', async () => {
    const wish = await issueStreetLight(agent, agencyId);
    await page.goto(`${hotline.url}/supervisor/orders/${wish.id}`);
    await page.getByRole('button', { name: '轉為陳情' }).press('Enter');
    await dialog.getByRole('textbox', { name: '理由' }).fill('建議增設路燈');
    await dialog.getByRole('button', { name: '轉為陳情' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: '陳情答覆' }).waitFor();
    await phone.page.goto(`${hotline.url}/agency/orders/${wish.id}`);
    await phone.page.getByText('已轉為陳情，請於期限內答覆').waitFor();
  });
  expect([...faults, ...complaints.flat()]).toEqual([]);
});
