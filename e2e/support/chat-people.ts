import type { Browser } from 'playwright-core';
import { person } from './browser.ts';
import { choose, typeInto } from './keyboard.ts';

/** A citizen at the chat page, on a phone. */
export async function chatterAt(browser: Browser, url: string) {
  const page = await (await person(browser, { phone: true })).newPage();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const log = page.getByRole('log', { name: '對話內容' });
  return {
    page,
    press,
    log,
    chats: async () => {
      await page.goto(`${url}/chat`);
      await press('開始對話');
      await log.waitFor();
    },
    relays: async (how: '開始文字轉接' | '有危險，優先接聽') => {
      await page.goto(`${url}/call`);
      await page.getByRole('link', { name: '改用文字轉接' }).click();
      await press(how);
      await log.waitFor();
    },
    write: async (words: string) => {
      await page.getByLabel(/想問的事|要說的話/).fill(words);
      await page.keyboard.press('Enter');
    },
    reads: (words: string | RegExp) => log.getByText(words).last().waitFor(),
  };
}

/** An agent at a desk without a mouse, ready. */
export async function chatAgentAt(browser: Browser, url: string, username: string) {
  const page = await (await person(browser)).newPage();
  const keys = page.keyboard;
  await page.goto(`${url}/console/`);
  await typeInto(page, page.getByRole('textbox', { name: '帳號' }), username);
  await typeInto(page, page.getByLabel('密碼'), 'demo1999');
  await keys.press('Enter');
  await page.locator('#agent-state').waitFor();
  await keys.press('Control+Alt+KeyS');
  await choose(page, page.getByRole('menuitemradio', { name: '待命' }));
  // What already waits rings at once.
  await page.getByRole('button', { name: /我的狀態.*(待命|響鈴中)/ }).waitFor();
  return {
    page,
    keys,
    transcript: page.getByRole('list', { name: '對話內容' }),
    reply: page.getByRole('textbox', { name: /^回覆對話/ }),
    accepts: async () => {
      await page.getByRole('button', { name: '接受對話' }).waitFor();
      await keys.press('F2');
      await page.locator('#pane-caller:focus').waitFor();
    },
    writes: async (words: string) => {
      const box = page.getByRole('textbox', { name: /^回覆對話/ });
      await box.waitFor();
      await keys.press('Control+Alt+KeyM');
      await keys.insertText(words);
      await keys.press('Enter');
    },
    isIn: (state: string) =>
      page.getByRole('button', { name: new RegExp(`我的狀態.*${state}`) }).waitFor(),
  };
}
