import type { IncidentRow } from '@1999/dispatch/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole, issueStreetLight } from '../support/orders.ts';
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

test('a supervisor sees many reports as one incident, merges them, and hears of a surge', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  const agencyId = await agencyIdOf(agent, 'pwb-maintenance');
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const dialog = page.getByRole('dialog');
  const lamps = [
    await issueStreetLight(agent, agencyId),
    await issueStreetLight(agent, agencyId),
    await issueStreetLight(agent, agencyId),
  ] as const;
  const [lead, second, third] = lamps;

  await step('the three lamps are one incident, in the table and on the map', async () => {
    await page.getByRole('link', { name: '事件', exact: true }).press('Enter');
    await page.getByRole('row', { name: /路燈.*3 3 0/ }).waitFor();
    await page.locator('.map-marker').waitFor();
    faults.push(...(await screenFaults(page, 'incidents')));
  });
  await step('attached all at once, the first leads', async () => {
    await page.getByRole('link', { name: /路燈/ }).press('Enter');
    await page.getByRole('button', { name: '全部併案' }).press('Enter');
    await page.getByRole('row', { name: new RegExp(`${lead.number}.*母案（帶 2 件）`) }).waitFor();
    await page.getByRole('row', { name: new RegExp(`${second.number}.*隨母案`) }).waitFor();
    faults.push(...(await screenFaults(page, 'an incident')));
  });
  await step('one is about something else: it goes, with its own clocks', async () => {
    await page.getByRole('button', { name: `${third.number} 不屬於此事件` }).press('Enter');
    await page.getByRole('link', { name: third.number }).waitFor({ state: 'detached' });
    const left = await supervisor.get(`/api/orders/${third.id}`);
    expect(left).toMatchObject({ parentId: null, incidentId: null });
  });
  await step('all taken apart again, each on its own', async () => {
    await page.getByRole('button', { name: '全部拆案' }).press('Enter');
    await page.getByRole('row', { name: new RegExp(`${second.number}.*單獨計時`) }).waitFor();
  });
  await step('the order leads to its incident', async () => {
    await page.getByRole('link', { name: lead.number }).press('Enter');
    await page.getByRole('link', { name: '查看事件與其他通報' }).press('Enter');
    await page.getByRole('heading', { name: /路燈.*三民區/ }).waitFor();
  });
  await step('the rule is the city’s to change; what can’t be is said at its field', async () => {
    await page.goto(`${hotline.url}/supervisor/rules/incidents`);
    await page.getByRole('button', { name: /^修改路面坑洞/ }).press('Enter');
    await dialog.getByLabel('湧報件數').fill('1');
    await dialog.getByRole('button', { name: '儲存為新版' }).press('Enter');
    await dialog.locator('.field', { hasText: '湧報件數' }).locator('.field-error').waitFor();
    await dialog.getByLabel('湧報件數').fill('4');
    await dialog.getByRole('button', { name: '儲存為新版' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /路面坑洞.* 4 .*第 2 版/ }).waitFor();
    faults.push(...(await screenFaults(page, 'rules of incidents')));
  });
  await step('as many as the rule says raise an alarm with their numbers', async () => {
    await page.goto(`${hotline.url}/supervisor/`);
    await page.getByRole('heading', { name: '即時看板' }).waitFor();
    for (let i = 0; i < 4; i++) await issuePothole(agent, agencyId);
    const alarm = page.getByRole('listitem').filter({ hasText: '短時間內湧入同類通報' });
    await alarm.getByText(/三民區路面坑洞：自 .* 起 4 件/).waitFor();
    await page.goto(`${hotline.url}/supervisor/incidents`);
    await page.getByRole('list', { name: '湧報' }).getByText(/4 件/).waitFor();
    faults.push(...(await screenFaults(page, 'incidents in a surge')));
  });
  await step('when its last order closes, the incident is among the closed ones', async () => {
    for (const { id } of [lead, second]) {
      await supervisor.post(`/api/orders/${id}/release`, { reason: '全線停電，台電已修復' });
    }
    await page.getByRole('tab', { name: '已結案' }).click();
    await page.getByRole('row', { name: /路燈/ }).waitFor();
    const closed: IncidentRow[] = await supervisor.get('/api/incidents?state=closed');
    expect(closed).toMatchObject([{ orders: 2, openOrders: 0 }]);
  });
  expect([...faults, ...complaints]).toEqual([]);
});
