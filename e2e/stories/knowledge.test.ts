import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { enter, hasFocus, hears, tabTo, typeInto } from '../support/keyboard.ts';
import { agentAt, phoneOf, supervisorAt } from '../support/people.ts';
import { complaintsOf, dialogFaults, screenFaults } from '../support/screen-check.ts';
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

test('an editor’s whole life of an entry, by keyboard', async () => {
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const keys = page.keyboard;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (name: string) => page.getByRole('textbox', { name });
  const anybody = async (path: string) => (await fetch(`${hotline.url}${path}`)).status;

  await step('finds the knowledge base from the navigation, and searches it', async () => {
    await enter(page, page.getByRole('link', { name: '知識庫' }));
    await page.getByText(/共 \d+ 筆/).waitFor();
    await typeInto(page, page.getByRole('searchbox'), '拖吊');
    await page.getByRole('row', { name: /拖吊/ }).first().waitFor();
    faults.push(...(await screenFaults(page, 'entries')));
  });
  await step('begins an entry: what is missing is said, what was typed stays', async () => {
    await enter(page, page.getByRole('link', { name: '新增知識' }));
    await typeInto(page, field('問題'), '共享單車可以停在騎樓嗎？');
    await typeInto(page, field('答案'), '請停在自行車停放區，不要停在騎樓。');
    await typeInto(page, field('相似問法'), 'YouBike 停騎樓會被拖走嗎\n單車停哪裡');
    await page.getByText('還差 2 個').waitFor();
    await keys.press('Control+Enter');
    await page.locator('.field', { hasText: '類別' }).locator('.field-error').waitFor();
    await page.reload();
    await page.getByText('這裡是您上次還沒儲存的內容').waitFor();
    expect(await field('答案').inputValue()).toContain('自行車停放區');
    await typeInto(page, page.getByRole('combobox', { name: '類別' }), '交通');
    await typeInto(page, page.getByLabel(/^代號/), 'bike-arcade');
    faults.push(...(await screenFaults(page, 'new entry')));
    await keys.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: '共享單車可以停在騎樓嗎？' }).waitFor();
  });
  await step('sees it as the citizen will', async () => {
    await tabTo(page, page.getByRole('tab', { name: '編輯' }));
    await keys.press('ArrowRight');
    await page.getByRole('article').getByText('不要停在騎樓').waitFor();
    faults.push(...(await screenFaults(page, 'preview')));
    await tabTo(page, page.getByRole('tab', { name: '預覽' }));
    await keys.press('ArrowLeft');
  });
  await step('sends it to review and publishes it; only then everybody has it', async () => {
    expect(await anybody('/api/faq/bike-arcade')).toBe(404);
    await enter(page, button('送審'));
    await enter(page, button('發布'));
    await page.getByRole('definition').filter({ hasText: '已發布' }).waitFor();
    await expect.poll(() => anybody('/api/faq/bike-arcade')).toBe(200);
  });
  await step(
    'somebody else is faster: it is said, with the difference, and nothing is lost',
    async () => {
      await tabTo(page, field('答案'));
      await keys.press('Control+End');
      await keys.insertText('違規停放會被移置。');
      const rival = await signedIn(hotline.url, 'admin1');
      const { content } = await rival.get('/api/faq-entries/bike-arcade');
      await rival.put('/api/faq-entries/bike-arcade', {
        ...content,
        tags: ['自行車'],
        basedOn: 1,
      });
      await page.getByText(/已先存了第 2 版/).waitFor();
      expect(await field('答案').inputValue()).toContain('違規停放會被移置。');
      faults.push(...(await screenFaults(page, 'conflict')));
      await page.reload();
      await page.getByText(/已先存了第 2 版/).waitFor();
      expect(await field('答案').inputValue()).toContain('違規停放會被移置。');
      await enter(page, button('用我的內容存成第 3 版'));
      await page.getByText('沒有未儲存的修改。').waitFor();
    },
  );
  await step('reads what the versions changed, and goes back to the first', async () => {
    await tabTo(page, page.getByRole('tab', { name: '編輯' }));
    await keys.press('ArrowRight');
    await keys.press('ArrowRight');
    await enter(page, button('第 3 版與前一版比較'));
    const dialog = page.getByRole('dialog');
    await dialog.locator('ins', { hasText: '違規停放會被移置' }).waitFor();
    await dialog.locator('del', { hasText: '自行車' }).waitFor();
    faults.push(...(await dialogFaults(page, 'difference')));
    await keys.press('Escape');
    await enter(page, button('以此版為新草稿：第 1 版'));
    await enter(
      page,
      page.getByRole('alertdialog').getByRole('button', { name: '以此版為新草稿' }),
    );
    await page.getByRole('row', { name: /^第 4 版/ }).waitFor();
    faults.push(...(await screenFaults(page, 'versions')));
  });
  await step('withdraws it, after being asked', async () => {
    await enter(page, button('下架'));
    await enter(page, page.getByRole('alertdialog').getByRole('button', { name: '下架' }));
    await expect.poll(() => anybody('/api/faq/bike-arcade')).toBe(404);
  });
  await step('tries a question, and sees why the engine answers so', async () => {
    await enter(page, page.getByRole('link', { name: '試問' }));
    await typeInto(
      page,
      page.getByRole('searchbox', { name: '民眾會怎麼問？' }),
      '車被拖走去哪裡領',
    );
    await keys.press('Enter');
    await page.getByRole('row', { name: /拖/ }).first().waitFor();
    await page
      .getByText(/直接回答|請民眾選/)
      .first()
      .waitFor();
    faults.push(...(await screenFaults(page, 'trial')));
  });
  await step(
    'checks a file, reads what is refused, imports the rest, and downloads all',
    async () => {
      await enter(page, page.getByRole('link', { name: '匯入與匯出' }));
      const file = join(hotline.dataDir, 'some.jsonl');
      const right = { id: 'file-1', category: '交通', question: '從檔案來的？', answer: '是。' };
      await writeFile(file, `${JSON.stringify(right)}\nnot json\n`);
      page.on('filechooser', (chooser) => chooser.setFiles(file));
      await enter(page, button('選擇檔案'));
      await page.getByRole('row', { name: /^2 .*不是 JSON/ }).waitFor();
      faults.push(...(await screenFaults(page, 'import')));
      await enter(page, button('匯入（1 筆會變動）'));
      await page.getByRole('heading', { name: '匯入結果' }).waitFor();
      await expect.poll(() => anybody('/api/faq/file-1')).toBe(200);
      const download = page.waitForEvent('download');
      await enter(page, button('下載'));
      expect((await download).suggestedFilename()).toBe('knowledge.jsonl');
    },
  );
  await step(
    'an entry that expires by itself waits for its owner, on whatever page they are',
    async () => {
      const me = await signedIn(hotline.url, 'supervisor1');
      const words = { category: '法規', question: '快要過期的規定？', answer: '到此為止。' };
      await me.post('/api/faq-entries', {
        id: 'over',
        ...words,
        validTo: new Date(Date.parse((await me.get('/api/time')).now) + 4_000).toISOString(),
      });
      await me.post('/api/faq-entries/over/submission', {});
      await me.post('/api/faq-entries/over/publication', {});
      await hears(page, 'polite', '有知識過期或該複審');
      await enter(page, page.getByRole('link', { name: '即時看板' }));
      await enter(page, page.getByRole('link', { name: '1 筆已過期，民眾看不到了' }));
      await page.getByRole('row', { name: /快要過期的規定/ }).waitFor();
    },
  );
  expect([...faults, ...complaints]).toEqual([]);
}, 300_000);

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
    faults.push(...(await screenFaults(page, 'faq')));
  });
  await step('types; the list offers entries; arrow and Enter open one', async () => {
    await typeInto(page, box, '停車費');
    const option = page.getByRole('option', { name: /停車費/ }).first();
    await option.waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
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
}, 300_000);

test('an agent searches beside the call, takes an answer over and texts it, by keyboard', async () => {
  const agent = await agentAt(browser, hotline.url);
  const { page } = agent;
  const complaints = complaintsOf(page);
  const keys = page.keyboard;
  const caller = await phoneOf(browser, hotline.url);
  const faults: string[] = [];

  await step('takes a call', async () => {
    await agent.goReady();
    await caller.dial1999();
    await caller.hears(/國語請按/);
    await caller.press('1');
    await caller.hears(/請按 ?九|請按 ?9/);
    await caller.press('1');
    await agent.answer();
  });
  await step('searches by Ctrl+Alt+K and hears what is found', async () => {
    await keys.press('Control+Alt+KeyK');
    expect(await hasFocus(page.getByRole('searchbox', { name: '搜尋知識' }))).toBe(true);
    await keys.insertText('停車費忘了繳');
    await hears(page, 'polite', '第一則：');
  });
  await step('opens the first by arrow and Enter, and puts it into the note', async () => {
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await enter(page, page.getByRole('button', { name: '插入備註' }));
    await hears(page, 'polite', '已插入備註');
    expect(await page.getByLabel('備註').inputValue()).toContain('停車費');
    faults.push(...(await screenFaults(page, 'console knowledge')));
  });
  await step('texts it to the caller, once', async () => {
    await enter(page, page.getByRole('button', { name: '簡訊傳給來電者' }));
    await page.getByRole('button', { name: '簡訊已傳' }).waitFor();
    await caller.hears(/1999市民專線：.*停車費/);
    await caller.hears(/\/faq\//);
  });
  await step(
    'writes what the caller says; the likely type is offered and not filled in',
    async () => {
      await typeInto(page, page.getByLabel('民眾描述'), '大樹倒下，擋住機車道。');
      await hears(page, 'polite', '可能案類：路樹傾倒');
      expect(await page.getByRole('combobox', { name: '案類' }).inputValue()).toBe('');
      expect(await hasFocus(page.getByLabel('民眾描述'))).toBe(true);
      await page.getByRole('button', { name: '採用（Ctrl+Alt+A）' }).waitFor();
    },
  );
  await step('accepts it by one key', async () => {
    await keys.press('Control+Alt+KeyA');
    await expect
      .poll(() => page.getByRole('combobox', { name: '案類' }).inputValue())
      .toBe('路樹傾倒');
    await page.getByRole('button', { name: /^採用（/ }).waitFor({ state: 'detached' });
    faults.push(...(await screenFaults(page, 'console assist')));
  });
  expect([...faults, ...complaints]).toEqual([]);
}, 300_000);
