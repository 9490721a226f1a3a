import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { typeInto } from '../support/keyboard.ts';
import { agentAt } from '../support/people.ts';
import { startScreenReader } from '../support/screen-reader.ts';

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

/** Signs in at a desk without a mouse. */
async function _signIn(username: string): Promise<Page> {
  const page = await (await person(browser)).newPage();
  await page.goto(`${hotline.url}/console/`);
  await typeInto(page, page.getByRole('textbox', { name: '帳號' }), username);
  await typeInto(page, page.getByLabel('密碼'), 'demo1999');
  await page.keyboard.press('Enter');
  await page.locator('#agent-state').waitFor();
  return page;
}

test('the silent key brings a supervisor, and the agent hears that somebody comes', async () => {
  const agent = await agentAt(browser, hotline.url, 'agent3');
  const reader = await startScreenReader(agent.page);
  await agent.page.keyboard.press('Control+Alt+KeyG');
  await reader.hears('已通知班長');
  const boss = await (await person(browser)).newPage();
  await boss.goto(`${hotline.url}/supervisor/`);
  await boss.getByRole('textbox', { name: '帳號' }).fill('supervisor1');
  await boss.getByLabel('密碼').fill('demo1999');
  await boss.keyboard.press('Enter');
  await boss.getByText('1 位同仁求助').waitFor();
  await boss.getByRole('button', { name: /我去找話務三號/ }).click();
  await reader.hears('班長已收到求助');
  await boss.getByText('1 位同仁求助').waitFor({ state: 'detached' });
}, 600_000);
