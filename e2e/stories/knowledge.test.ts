import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { enter, typeInto } from '../support/keyboard.ts';
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

/** Takes a picture where a folder for pictures is named, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

test('a citizen finds an answer by typing, says that it helped, and sees how to ask a person', async () => {
  const context = await person(browser, { phone: true });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const keys = page.keyboard;
  const box = page.getByRole('combobox', { name: '想問什麼？' });

  await step('comes from the home page and sees the categories', async () => {
    await page.goto(hotline.url);
    await enter(page, page.getByRole('link', { name: '常見問題' }));
    await page.getByRole('link', { name: /^交通（\d+）/ }).waitFor();
    await picture(page, 'faq-phone');
    faults.push(...(await screenFaults(page, 'faq')));
  });
  await step('types; the list offers entries; arrow and Enter open one', async () => {
    await typeInto(page, box, '停車費');
    const option = page.getByRole('option', { name: /停車費/ }).first();
    await option.waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await picture(page, 'faq-typeahead');
    await keys.press('ArrowDown');
    const title = (await option.textContent()) ?? '';
    expect(await box.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await keys.press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  });
  await step('reads source and review date, and says that it helped, once', async () => {
    await page.getByText('資料來源').waitFor();
    await page.getByText('下次查核日期').waitFor();
    faults.push(...(await screenFaults(page, 'faq entry')));
    await picture(page, 'faq-entry');
    await enter(page, page.getByRole('button', { name: '有幫助' }));
    await page.locator('p:focus', { hasText: '謝謝您的回饋' }).waitFor();
    await page.reload();
    await page.getByText('謝謝您的回饋').waitFor();
  });
  await step('Enter on no option searches for the words as they are', async () => {
    await enter(page, page.getByRole('link', { name: '回常見問題' }));
    await typeInto(page, box, '路邊停車的錢沒繳會怎樣');
    await keys.press('Enter');
    await page.getByRole('heading', { level: 1, name: /搜尋結果/ }).waitFor();
    await page.getByText(/找到 \d+ 則/).waitFor();
    faults.push(...(await screenFaults(page, 'faq results')));
    await picture(page, 'faq-results');
  });
  await step('what the city does not know is said, with the ways to a person', async () => {
    await page.goto(`${hotline.url}/faq?q=${encodeURIComponent('台積電股價')}`);
    await page.getByText('沒有找到夠接近的答案').waitFor();
    await page.getByRole('link', { name: '線上文字客服' }).waitFor();
    await page.getByRole('link', { name: '用瀏覽器打 1999' }).waitFor();
  });
  await step('what is withdrawn is told plainly', async () => {
    await page.goto(`${hotline.url}/faq/no-such-entry`);
    await page.getByText('這則問答已經下架').waitFor();
  });
  expect([...faults, ...complaints]).toEqual([]);
});
