import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { choose, enter, tabTo, typeInto } from '../support/keyboard.ts';
import { agentAt, phoneOf } from '../support/people.ts';
import { startScreenReader } from '../support/screen-reader.ts';
import { step } from '../support/step.ts';

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
async function signIn(username: string): Promise<Page> {
  const page = await (await person(browser)).newPage();
  await page.goto(`${hotline.url}/console/`);
  await typeInto(page, page.getByRole('textbox', { name: '帳號' }), username);
  await typeInto(page, page.getByLabel('密碼'), 'demo1999');
  await page.keyboard.press('Enter');
  await page.locator('#agent-state').waitFor();
  return page;
}

test('a blind agent works a whole shift by keyboard and ear', async () => {
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  await supervisor.post('/api/handover-notes', { words: '左營區停電，台電處理中', urgent: true });
  const colleague = await agentAt(browser, hotline.url, 'agent2');
  const page = await signIn('agent1');
  const keys = page.keyboard;
  const reader = await startScreenReader(page);
  const caller = await phoneOf(browser, hotline.url);

  await step('reads what the shift before left, and says so', async () => {
    await keys.press('Control+Alt+KeyN');
    const notes = page.getByRole('dialog', { name: '班表與交接' });
    await notes.getByText('左營區停電').first().waitFor();
    await enter(page, notes.getByRole('button', { name: '我知道了' }));
    await notes.getByRole('button', { name: '我知道了' }).waitFor({ state: 'detached' });
    await keys.press('Escape');
    await notes.waitFor({ state: 'detached' });
  });
  await step('goes ready and hears it', async () => {
    await keys.press('Control+Alt+KeyS');
    await choose(page, page.getByRole('menuitemradio', { name: '待命' }));
    await reader.hears('polite: 狀態：待命');
  });
  await step('hears a danger ring, and answers by F2', async () => {
    await caller.dial1999();
    await caller.hears(/國語請按/);
    await caller.press('1');
    await caller.hears(/請按 ?九|請按 ?9/);
    await caller.press('9');
    await reader.hears('危險來電');
    await keys.press('F2');
    await page.locator('#pane-caller:focus').waitFor();
    await page.getByText('語音已接通').waitFor();
  });
  await step('finds the place by coordinates, and hears the district', async () => {
    await keys.press('Control+Alt+KeyJ');
    await keys.insertText('路樹傾倒');
    await choose(page, page.getByRole('option', { name: '路樹傾倒' }).first());
    await typeInto(page, page.getByRole('textbox', { name: '地點查詢' }), '22.6203, 120.3121');
    await keys.press('Enter');
    await reader.hears('WGS84 座標，位於苓雅區');
    expect(await page.getByRole('combobox', { name: '行政區' }).inputValue()).toBe('苓雅區');
  });
  await step('is told which questions a danger must be asked', async () => {
    await typeInto(page, page.getByLabel('民眾描述'), '大樹倒下，擋住機車道。');
    await keys.press('Control+Enter');
    await reader.hears('還有 2 個必問的問題');
    for (const asked of ['阻擋通行', '碰到電線']) {
      const group = page.getByRole('radiogroup', { name: new RegExp(`必問.*${asked}`) });
      await tabTo(page, group.getByRole('radio').first());
      await keys.press('Space');
    }
    await keys.press('Control+Enter');
    await reader.hears('已立案 A-TB-');
  });
  await step('dispatches', async () => {
    await page.locator('button:focus', { hasText: '派工' }).waitFor();
    await keys.press('Control+Alt+KeyP');
    await reader.hears('已派工 INS');
  });
  await step('asks a colleague aside, hears them join, and hands the caller over', async () => {
    await colleague.goReady();
    await keys.press('Control+Alt+KeyT');
    const dialog = page.getByRole('dialog', { name: '轉接' });
    await tabTo(page, dialog.getByRole('combobox', { name: '轉給誰' }));
    await keys.insertText('話務二號');
    await choose(page, page.getByRole('option', { name: /話務二號/ }));
    await enter(page, dialog.getByRole('button', { name: '撥給對方諮詢' }));
    await dialog.waitFor({ state: 'detached' });
    await colleague.answer();
    await reader.hears('話務二號已加入通話');
    await enter(page, page.getByRole('button', { name: '完成轉接' }));
    await reader.hears('狀態：話後處理');
  });
  await step('wraps up and takes a break with its reason', async () => {
    await keys.press('Control+Alt+KeyW');
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Enter');
    await choose(page, page.getByRole('option', { name: '轉接', exact: true }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Control+Enter');
    await page.getByRole('button', { name: /我的狀態.*待命/ }).waitFor();
    await keys.press('Control+Alt+KeyS');
    await choose(page, page.getByRole('menuitemradio', { name: /用餐/ }));
    await reader.hears('狀態：休息');
  });
}, 600_000);

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
