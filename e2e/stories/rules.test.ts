import type { CalendarView, OrderView } from '@1999/dispatch/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issueStreetLight } from '../support/orders.ts';
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

test('a supervisor amends a deadline and gives a typhoon’s day off, seeing before what it moves', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  const order = await issueStreetLight(agent, await agencyIdOf(agent, 'pwb-maintenance'));
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const dialog = page.getByRole('dialog');
  let dayOff = '';
  const giveDayOff = async () => {
    await page.getByRole('button', { name: '增加特別日' }).press('Enter');
    await dialog.getByLabel('日期').fill(dayOff);
    await dialog.getByLabel('名稱').fill('颱風停班');
    await dialog.getByRole('button', { name: '放進草稿' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
  };

  await step('finds the rules from the navigation', async () => {
    await page.getByRole('link', { name: '時限規則' }).press('Enter');
    await page.getByRole('row', { name: /處理.*一般 · 所有案類/ }).waitFor();
    faults.push(...(await screenFaults(page, 'rules')));
  });
  await step('what can’t be is said at its field, and what was typed stays', async () => {
    await page.getByRole('button', { name: /^修改處理 · 一般 · 所有案類/ }).press('Enter');
    await dialog.getByLabel('期限', { exact: true }).fill('很快');
    await dialog.getByRole('button', { name: '儲存為新版' }).press('Enter');
    await dialog.locator('.field', { hasText: '期限' }).locator('.field-error').first().waitFor();
    expect(await dialog.getByLabel('期限', { exact: true }).inputValue()).toBe('很快');
  });
  await step('previews, then saves for open orders too', async () => {
    await dialog.getByLabel('期限', { exact: true }).fill('900');
    await dialog.getByText('未結派工也改依新規則').click();
    await dialog.getByRole('button', { name: '試算影響' }).press('Enter');
    await dialog.getByText('1 個計時中的時限適用：0 個提前，1 個延後。').waitFor();
    await dialog.getByRole('button', { name: '儲存為新版' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /處理.*一般 · 所有案類.*900 小時.*第 2 版/ }).waitFor();
  });
  await step('the order follows, and its story tells it', async () => {
    await page.goto(`${hotline.url}/supervisor/orders/${order.id}`);
    await page.getByText('時限重新計算').first().waitFor();
  });
  await step('the earlier version is kept', async () => {
    await page.goto(`${hotline.url}/supervisor/rules`);
    await page.getByRole('button', { name: /^處理 · 一般 · 所有案類.*的歷次版本/ }).press('Enter');
    await dialog.getByRole('row', { name: /第 2 版 現行/ }).waitFor();
    await dialog.getByRole('row', { name: /第 1 版 已由新版取代/ }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
  await step('gives a day off where a reply is due', async () => {
    const seen: OrderView = await supervisor.get(`/api/orders/${order.id}`);
    const reply = seen.clocks.find(({ kind }) => kind === 'reply');
    const due = new Date(Date.parse(reply?.dueAt ?? '') + 8 * 3_600_000);
    await page.getByRole('link', { name: '上班時間' }).press('Enter');
    await page.getByRole('heading', { name: /上班時間（第 1 版）/ }).waitFor();
    dayOff = due.toISOString().slice(0, 10);
    await giveDayOff();
    await page.getByRole('button', { name: '試算影響' }).press('Enter');
    await page.getByText(/計時中的時限適用：0 個提前，[1-9]\d* 個延後/).waitFor();
    faults.push(...(await screenFaults(page, 'calendar with a draft')));
  });
  await step('somebody was faster: it says so, and the draft goes onto theirs', async () => {
    const calendars: CalendarView[] = await supervisor.get('/api/dispatch/calendars');
    const [calendar] = calendars;
    if (!calendar) throw new Error('no calendar');
    // A reload loses nothing of the draft.
    await page.reload();
    await page.getByRole('row', { name: /颱風停班/ }).waitFor();
    // The page has not heard of it yet.
    const old = /\/api\/dispatch\/calendars$/;
    await page.route(old, (route) =>
      route.request().method() === 'GET' ? route.fulfill({ json: calendars }) : route.fallback(),
    );
    const { week, dates, version: basedOn } = calendar;
    await supervisor.post('/api/dispatch/calendars', { basedOn, week, dates });
    await page.getByRole('button', { name: '發布第 2 版' }).press('Enter');
    await page.getByRole('alert').first().waitFor();
    await page.unroute(old);
    await page.getByRole('button', { name: '發布第 2 版' }).press('Enter');
    await page.getByRole('button', { name: '發布第 3 版' }).waitFor();
    await page.getByRole('row', { name: /颱風停班/ }).waitFor();
  });
  await step('changes the Fridays besides, and publishes', async () => {
    await page.getByRole('button', { name: '修改星期五' }).press('Enter');
    await dialog.getByLabel(/上班時段/).fill('08:00-12:00, 13:00-16:00');
    await dialog.getByRole('button', { name: '放進草稿' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '發布第 3 版' }).press('Enter');
    await page.getByRole('heading', { name: /上班時間（第 3 版）/ }).waitFor();
    await page.getByRole('row', { name: /星期五 08:00-12:00, 13:00-16:00/ }).waitFor();
    await page.getByRole('row', { name: /颱風停班 不上班/ }).waitFor();
  });
  expect([...faults, ...complaints]).toEqual([]);
});
