import type { Browser, BrowserContext, Page } from 'playwright-core';
import { person } from './browser.ts';

const PASSWORD = 'demo1999';

/** Opens an app and signs in as one of the demo city's people, by keyboard. */
async function signIn(context: BrowserContext, url: string, username: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('textbox', { name: '帳號' }).fill(username);
  await page.getByLabel('密碼').fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

/** A call agent at the console, speaking a tone of so many hertz where one is given. */
export async function agentAt(browser: Browser, url: string, username = 'agent1', tone?: number) {
  const page = await signIn(await person(browser, { tone }), `${url}/console/`, username);
  return {
    page,
    goReady: async () => {
      await page.getByRole('button', { name: /我的狀態/ }).click();
      await page.getByRole('menuitemradio', { name: '待命' }).click();
      // A call that already waits rings at once.
      await page.getByRole('button', { name: /我的狀態.*(待命|響鈴中)/ }).waitFor();
    },
    answer: async () => {
      await page.getByRole('button', { name: '接聽' }).waitFor();
      await page.keyboard.press('F2');
      await page.getByText('語音已接通').waitFor();
    },
    writeCase: async (words: { type: string; district: string; description: string }) => {
      await page.getByRole('combobox', { name: '案類' }).fill(words.type);
      await page.getByRole('option', { name: words.type }).first().click();
      await page.getByRole('combobox', { name: '行政區' }).fill(words.district);
      await page.getByRole('option', { name: words.district }).first().click();
      await page.getByLabel('民眾描述').fill(words.description);
      await answerMustAsk(page);
    },
    openCase: async () => {
      await page.getByRole('button', { name: '立案' }).click();
      return numberIn(page, /已立案 (A-TB-\d{4}-\d+)/);
    },
    issueOrder: async () => {
      await page.getByRole('button', { name: '派工', exact: true }).click();
      return numberIn(page, /已派工 (INS\d+)/);
    },
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    isIn: (state: string) =>
      page.getByRole('button', { name: new RegExp(`我的狀態.*${state}`) }).waitFor(),
    endCall: async () => {
      await page.getByRole('button', { name: '結束通話' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: '結束通話' }).click();
      await page.getByText('通話已結束').waitFor();
    },
    wrapUp: async (outcome: string) => {
      await page.getByRole('button', { name: /處理結果/ }).click();
      await page.getByRole('option', { name: outcome }).click();
      await page.getByRole('button', { name: '完成話後處理' }).click();
      await page.getByRole('button', { name: /我的狀態.*待命/ }).waitFor();
    },
  };
}

/** Answers what a danger's script must ask: no, the first choice, or in a word. */
async function answerMustAsk(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: '案件' });
  for (const group of await form.getByRole('radiogroup', { name: /^必問/ }).all()) {
    await group.getByText('否', { exact: true }).click();
  }
  for (const field of await form.getByRole('textbox', { name: /^必問/ }).all()) {
    await field.fill('約一公尺');
  }
  for (const select of await form.getByRole('button', { name: /必問/ }).all()) {
    await select.click();
    await page.getByRole('option').first().click();
  }
}

/** A citizen who calls from a browser, speaking a tone of so many hertz. */
export async function webCallerAt(browser: Browser, url: string, tone: number) {
  const page = await (await person(browser, { phone: true, tone })).newPage();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.goto(url);
  return {
    page,
    call1999: async () => {
      await page.getByRole('link', { name: /打 ?1999/ }).click();
      await button('開始通話').click();
      await page.getByText('語音已接通').waitFor();
    },
    press: (key: string) => button(key).click(),
    reads: (words: string) => page.getByText(words).waitFor(),
    hangUp: () => button('掛斷').click(),
    isOver: () => page.getByText('通話已結束').waitFor(),
  };
}

/** An agency's crew with a phone in the hand. */
export async function agencyAt(browser: Browser, url: string, username = 'agency1') {
  const page = await signIn(await person(browser, { phone: true }), `${url}/agency/`, username);
  return {
    page,
    /** In its row, and a dangerous one in the alarm above the list besides. */
    sees: (number: string) => page.getByText(number).first().waitFor(),
    openOrder: (number: string) =>
      page
        .getByRole('link', { name: new RegExp(number) })
        .first()
        .click(),
    press: async (action: string, done: string) => {
      await page.getByRole('button', { name: action, exact: true }).click();
      await page.getByText(done, { exact: true }).first().waitFor();
    },
    report: async (words: string, photo: string) => {
      await page.getByRole('link', { name: '回報', exact: true }).click();
      await page.getByLabel('處理情形').fill(words);
      await page.locator('input[type=file]').setInputFiles(photo);
      await page.getByText('待上傳').waitFor();
      await page.getByRole('button', { name: '送出回報' }).click();
      await page.getByText('已回報').first().waitFor();
    },
    close: async () => {
      await page.getByRole('link', { name: '結案', exact: true }).click();
      await page.getByRole('button', { name: '結案', exact: true }).click();
      await page.getByText('已結案').first().waitFor();
    },
  };
}

/** A supervisor before the live board. */
export async function supervisorAt(browser: Browser, url: string) {
  const page = await signIn(await person(browser), `${url}/supervisor/`, 'supervisor1');
  await page.getByRole('heading', { name: '即時看板' }).waitFor();
  return {
    page,
    /** The big number under this name. */
    figure: (name: string) =>
      page.locator('.big-number', { hasText: name }).locator('.big-number-value'),
    row: (words: string) => page.getByRole('row', { name: new RegExp(words) }),
  };
}

/** An inspector before what waits for inspection. */
export async function inspectorAt(browser: Browser, url: string) {
  const page = await signIn(await person(browser), `${url}/supervisor/`, 'inspector1');
  await page.getByRole('heading', { name: '查驗', exact: true }).waitFor();
  return { page };
}

/** Somebody with a telephone of the demo city. */
export async function phoneOf(browser: Browser, url: string) {
  const page = await (await person(browser, { phone: true })).newPage();
  await page.goto(`${url}/phone/`);
  return {
    page,
    dial1999: async () => {
      await page.getByLabel('撥打的號碼').fill('1999');
      await page.getByRole('button', { name: '撥打' }).click();
      await page
        .getByText(/通話中/)
        .first()
        .waitFor();
    },
    /** Takes up another of the demo city's telephones. */
    choose: async (name: RegExp) => {
      const number = await page.getByRole('option', { name }).getAttribute('value');
      await page.getByRole('combobox', { name: '我的電話' }).selectOption(number);
    },
    answer: () => page.getByRole('button', { name: '接聽', exact: true }).click(),
    press: (key: string) => page.getByRole('button', { name: key, exact: true }).click(),
    hears: (words: RegExp) => page.getByText(words).first().waitFor(),
    surveyLink: () => page.getByRole('link', { name: /\/s\// }).first().getAttribute('href'),
  };
}

async function numberIn(page: Page, pattern: RegExp): Promise<string> {
  const found = page.getByText(pattern).first();
  await found.waitFor();
  const number = pattern.exec((await found.textContent()) ?? '')?.[1];
  if (!number) throw new Error(`no ${pattern} on the page`);
  return number;
}
