import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { choose, enter, hasFocus, hears, tabTo, typeInto } from '../support/keyboard.ts';
import { phoneOf } from '../support/people.ts';
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

/** Opens an app on a desk without a mouse and signs in. */
async function signIn(path: string, username: string): Promise<Page> {
  const page = await (await person(browser)).newPage();
  await page.goto(hotline.url + path);
  await typeInto(page, page.getByRole('textbox', { name: '帳號' }), username);
  await typeInto(page, page.getByLabel('密碼'), 'demo1999');
  await page.keyboard.press('Enter');
  return page;
}

test('an agent works a whole shift by keyboard, told of everything', async () => {
  const page = await signIn('/console/', 'agent1');
  const caller = await phoneOf(browser, hotline.url);
  const state = page.getByRole('button', { name: /我的狀態/ });
  const keys = page.keyboard;

  await step('goes ready from the menu of states', async () => {
    await state.waitFor();
    await keys.press('Control+Alt+KeyS');
    await choose(page, page.getByRole('menuitemradio', { name: '待命' }));
    await hears(page, 'polite', '狀態：待命');
  });
  await step('reads which keys there are', async () => {
    await keys.press('Control+Alt+Slash');
    const list = page.getByRole('dialog', { name: '快速鍵' });
    for (const key of ['Ctrl+Alt+Q', 'Ctrl+Alt+Y', 'Ctrl+Alt+K', 'Ctrl+Alt+5', 'Ctrl+Enter']) {
      await list
        .getByRole('button', { name: `${key} ` })
        .first()
        .waitFor();
    }
    await keys.press('Escape');
    await list.waitFor({ state: 'detached' });
  });
  await step('hears a danger ring; nothing takes the focus', async () => {
    await keys.press('Control+Alt+Digit5');
    await caller.dial1999();
    await caller.hears(/國語請按/);
    await caller.press('1');
    await caller.hears(/請按 ?九|請按 ?9/);
    await caller.press('9');
    await hears(page, 'assertive', '危險來電');
    expect(await hasFocus(page.getByRole('heading', { name: '訊息紀錄' }))).toBe(true);
  });
  await step('answers by F2 and is at the caller', async () => {
    await keys.press('F2');
    await page.getByText('語音已接通').waitFor();
    await page.locator('#pane-caller:focus').waitFor();
    // What is said is what the screen knows by then.
    await page.getByText('等候 0 通').waitFor();
    await keys.press('Control+Alt+KeyQ');
    await hears(page, 'assertive', '語音已接通。等候 0 通。在「來電者與紀錄」');
  });
  await step('writes the case', async () => {
    await keys.press('Control+Alt+KeyJ');
    await keys.insertText('路樹傾倒');
    await choose(page, page.getByRole('option', { name: '路樹傾倒' }).first());
    await tabTo(page, page.getByRole('combobox', { name: '行政區' }));
    await keys.insertText('苓雅區');
    await choose(page, page.getByRole('option', { name: '苓雅區' }).first());
    await typeInto(page, page.getByLabel('民眾描述'), '大樹倒下，擋住機車道。');
    for (const asked of ['阻擋通行', '碰到電線']) {
      const group = page.getByRole('radiogroup', { name: new RegExp(asked) });
      await tabTo(page, group.getByRole('radio', { name: '是' }));
      await keys.press('Space');
    }
    await keys.press('Control+Enter');
    await hears(page, 'assertive', '已立案 A-TB-');
    await page.locator('button:focus', { hasText: '派工' }).waitFor();
  });
  await step('dispatches', async () => {
    await keys.press('Control+Alt+KeyP');
    await hears(page, 'assertive', '已派工 INS');
  });
  await step('ends the call, after being asked', async () => {
    await keys.press('Control+Alt+KeyE');
    await enter(page, page.getByRole('alertdialog').getByRole('button', { name: '結束通話' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await hears(page, 'polite', '狀態：話後處理');
  });
  await step('wraps up and takes a break', async () => {
    await keys.press('Enter');
    await choose(page, page.getByRole('option', { name: '緊急派工' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Control+Enter');
    await page.getByRole('button', { name: /我的狀態.*待命/ }).waitFor();
    await page.locator('#agent-state:focus').waitFor();
    await keys.press('Control+Alt+KeyS');
    await choose(page, page.getByRole('menuitemradio', { name: '休息' }));
    await hears(page, 'polite', '狀態：休息');
    await keys.press('Control+Alt+KeyY');
    await hears(page, 'assertive', '狀態：休息');
  });
});

test('an agency acknowledges, reports with a photo and closes by keyboard', async () => {
  const page = await signIn('/agency/', 'agency1');
  // Told long before it opens: the browser takes a moment to hand its chooser to a listener.
  const photo = await photoIn(hotline.dataDir);
  page.on('filechooser', (chooser) => chooser.setFiles(photo));
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  await enter(page, page.getByRole('listitem').getByRole('link', { name: /INS/ }));
  await enter(page, button('受理'));
  await enter(page, button('到場'));
  await enter(page, link('回報'));
  await typeInto(page, page.getByLabel('處理情形'), '已鋸除並清運，道路恢復通行。');
  await tabTo(page, page.locator('input[type=file]'));
  await page.keyboard.press('Enter');
  await page.getByText('待上傳').waitFor();
  await enter(page, button('送出回報'));
  await enter(page, link('結案'));
  await page.getByRole('radio', { name: '完工照片' }).waitFor();
  await enter(page, button('結案'));
  await page.getByRole('definition').filter({ hasText: '已結案' }).waitFor();
});

test('a citizen calls and presses the menu’s keys by keyboard', async () => {
  const page = await (await person(browser)).newPage();
  await page.goto(hotline.url);
  await enter(page, page.getByRole('link', { name: /^打 1999/ }));
  await enter(page, page.getByRole('button', { name: '開始通話' }));
  await enter(page, page.getByRole('button', { name: '1', exact: true }));
  await page.getByRole('heading', { name: '選擇服務' }).waitFor();
  await enter(page, page.getByRole('button', { name: '掛斷' }));
  await page.getByText('通話已結束').first().waitFor();
});

/** A photo as a phone takes it. */
async function photoIn(folder: string): Promise<string> {
  const file = join(folder, 'work.jpg');
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a6b35' } });
  await writeFile(file, await picture.jpeg().toBuffer());
  return file;
}
