import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyAt, agentAt, phoneOf, supervisorAt } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';

let hotline: HotlineProcess;
let browser: Browser;
let order: string;
let code: { number: string; code: string };
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

/** Opens a page of an app and waits for a word of it. */
async function open(page: Page, path: string, word: string): Promise<void> {
  await page.goto(hotline.url + path);
  await page.getByText(word).first().waitFor();
}

test('the agent console reads well in every state of a call', async () => {
  const visitor = await (await person(browser)).newPage();
  await open(visitor, '/console/', '展示帳號');
  const faults = await screenFaults(visitor, 'sign-in');
  await visitor.close();

  const agent = await agentAt(browser, hotline.url);
  const { page } = agent;
  const complaints = complaintsOf(page);
  const check = async (name: string) => faults.push(...(await screenFaults(page, name)));
  const caller = await phoneOf(browser, hotline.url);
  await agent.goReady();
  await check('console at rest');
  await caller.dial1999();
  await caller.hears(/國語請按/);
  await caller.press('1');
  await caller.hears(/請按 ?九|請按 ?9/);
  await caller.press('9');
  await agent.answer();
  await agent.writeCase({ type: '路樹傾倒', district: '苓雅區', description: '大樹倒下。' });
  await check('console in a call');
  const number = await agent.openCase();
  const tracking = page.getByRole('definition').filter({ hasText: /^\d{6}$/ });
  code = { number, code: (await tracking.textContent()) ?? '' };
  order = await agent.issueOrder();
  await agent.endCall();
  await check('console after a call');
  expect([...faults, ...complaints]).toEqual([]);
});

test('the agency reads well from the list to the closing', async () => {
  const { page, openOrder } = await agencyAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  await page.getByRole('listitem').filter({ hasText: order }).waitFor();
  const faults = await screenFaults(page, 'agency list');
  const check = async (name: string) => faults.push(...(await screenFaults(page, name)));
  await openOrder(order);
  await page.getByText('這是危險案件').waitFor();
  await check('agency order');
  const path = new URL(page.url()).pathname;
  await open(page, `${path}/return`, '退件理由');
  await check('agency return');
  await open(page, path, '受理');
  // Sent before the page is left: what waits on the device would be sent later, and look otherwise.
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/acknowledgement'));
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await sent;
  await open(page, `${path}/report`, '處理情形');
  await check('agency report');
  await open(page, `${path}/close`, '進度已改變');
  await check('agency close');
  await open(page, '/agency/roster', '承辦單位');
  await check('agency roster');
  await open(page, '/agency/overview', '本月與上月');
  await check('agency overview');
  await open(page, '/agency/device', '推播');
  await check('agency device');
  await open(page, path, '產生廠商連結');
  await page.getByRole('button', { name: '產生廠商連結' }).click();
  const link = (await page.locator('.contractor-url').textContent()) ?? '';
  await open(page, new URL(link).pathname, '有效至');
  await check('contractor’s link');
  expect([...faults, ...complaints]).toEqual([]);
});

test('the supervisor’s board, wall and order read well', async () => {
  const { page, row } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  await row(order).waitFor();
  const faults = await screenFaults(page, 'board');
  await page.getByRole('link', { name: order }).click();
  await page.getByRole('button', { name: '解除管制' }).waitFor();
  faults.push(...(await screenFaults(page, 'supervisor order')));
  for (const [path, word] of [
    ['/supervisor/orders', order],
    ['/supervisor/incidents', '目前沒有進行中的事件'],
    ['/supervisor/queue', '預估依據'],
    ['/supervisor/calls', '錄音規定'],
    ['/supervisor/roster', '排一個班'],
    ['/supervisor/ivr', '話務流程版本'],
    ['/supervisor/rules', '時限規則'],
    ['/supervisor/rules/calendars', '上班時間'],
    ['/supervisor/rules/incidents', '其他所有案類'],
    ['/supervisor/rules/verification', '不須查驗'],
    ['/supervisor/rules/risk', '逾期風險'],
  ] as const) {
    await open(page, path, word);
    faults.push(...(await screenFaults(page, path)));
  }
  await open(page, '/supervisor/wall', order);
  await page.setViewportSize({ width: 1920, height: 1080 });
  const { height, sizes } = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    sizes: [...document.querySelectorAll('.wall *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3))
      .filter((element) => !element.closest('.visually-hidden'))
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
  }));
  expect(height).toBe(1080);
  expect(sizes.filter((size) => size < 28 || size > 96)).toEqual([]);
  faults.push(...(await screenFaults(page, 'wall')));
  expect([...faults, ...complaints]).toEqual([]);
});

test('the citizen’s pages read well, and the number and code read out find the case', async () => {
  const page = await (await person(browser)).newPage();
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const check = async (name: string) => faults.push(...(await screenFaults(page, name)));
  await open(page, '/', '查進度');
  await check('home');
  await open(page, '/track', '案件編號');
  await page.getByLabel('案件編號').fill(code.number);
  await page.getByLabel('查詢碼').fill(code.code);
  await page.keyboard.press('Enter');
  await page.getByText('辦理經過').waitFor();
  await check('track');
  await open(page, '/s/no-such-code', '找不到這份調查');
  await check('survey');
  await open(page, '/no/such/page', '找不到這個頁面');
  await check('no such page');
  await open(page, '/call', '開始通話');
  await check('call');
  await page.getByRole('button', { name: '開始通話' }).click();
  await page.getByRole('button', { name: '1', exact: true }).waitFor();
  await check('call in progress');
  await page.getByRole('button', { name: '掛斷' }).click();
  await page.getByText('通話已結束').first().waitFor();
  expect([...faults, ...complaints]).toEqual([]);
});
