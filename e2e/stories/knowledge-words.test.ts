import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { enter, tabTo } from '../support/keyboard.ts';
import { supervisorAt } from '../support/people.ts';
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

type Cited = { faqId: string }[];

/** A citizen's chat by its API: which entries the bot answers `text` with, or offers. */
async function asked(...texts: string[]): Promise<string[]> {
  const opened = await fetch(`${hotline.url}/api/chat/sessions`, { method: 'POST' });
  const { id, token } = (await opened.json()) as { id: string; token: string };
  let ids: string[] = [];
  for (const text of texts) {
    const answer = await fetch(`${hotline.url}/api/chat/sessions/${id}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': crypto.randomUUID(),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ text }),
    });
    expect(answer.ok).toBe(true);
    const { citations, choices } = (await answer.json()) as { citations: Cited; choices: Cited };
    ids = [...citations, ...choices].map(({ faqId }) => faqId);
  }
  return ids;
}

/** Presses the toggle, in the list of words to choose from, by the keyboard alone. */
async function take(page: Page, word: string): Promise<void> {
  const toggle = page.getByRole('button', { name: word }).and(page.locator('[aria-pressed]'));
  await tabTo(page, toggle.first());
  await page.keyboard.press('Space');
}

/** Goes to a field by Tab and types in place of what stands there. */
async function overwrite(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(words);
}

test('an editor teaches the engine a word that nobody knew, sees what it does, and can take it back', async () => {
  const question = '貓跳台放樓下誰會收';
  for (const text of ['貓跳台太大誰來載', '貓跳台誰來載', question]) await asked(text, '都不是');
  expect(await asked(question)).not.toContain('bulky-waste');

  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const dialog = page.getByRole('dialog');
  /** The ids of the questions that the word is made of. */
  const found: string[] = [];

  await step('finds the questions asked in vain, and begins a word from them', async () => {
    await enter(page, page.getByRole('link', { name: '知識庫' }));
    await enter(page, page.getByRole('link', { name: '機器人洞察' }));
    const group = page.getByRole('region', { name: /貓跳台/ }).first();
    await enter(page, group.getByRole('link', { name: '加詞彙' }));
    await page.getByRole('heading', { level: 1, name: '新增俗稱詞' }).waitFor();
    found.push(...(new URL(page.url()).searchParams.get('asked') ?? '').split(','));
  });
  await step('takes the word out of the question and names the entry that was meant', async () => {
    await take(page, '貓跳台');
    expect(await page.getByRole('textbox', { name: '民眾的說法' }).inputValue()).toBe('貓跳台');
    await enter(page, page.getByRole('button', { name: '選別則知識' }));
    await overwrite(page, dialog.getByRole('searchbox'), '大型家具要丟');
    await enter(page, dialog.getByRole('button', { name: /大型家具要丟怎麼辦/ }));
    await page.getByText('該答的知識：大型家具要丟怎麼辦？').waitFor();
  });
  await step('is shown at once what would be answered before and after', async () => {
    await take(page, '大型家具');
    await page.getByText(/現在不在前三名，加了之後第 1 名/).waitFor();
    await page.getByText('試過的問題裡，別的答案都不變').waitFor();
    const after = page.getByRole('region', { name: '加了之後' });
    expect(await after.getByRole('listitem').first().textContent()).toContain('大型家具');
    faults.push(...(await screenFaults(page, 'new word')));
    await page.getByText(/現在不在前三名，加了之後第 1 名/).waitFor();
  });
  await step('is warned of a word that everybody uses, in numbers', async () => {
    const word = page.getByRole('textbox', { name: '民眾的說法' });
    await overwrite(page, word, '東西');
    await page.getByText('這是常用的詞，民眾別的問題也可能受影響').waitFor();
    await page.getByText(/知識庫自己的問法：[1-9]\d* 句有這個說法/).waitFor();
    faults.push(...(await screenFaults(page, 'common word')));
    await overwrite(page, word, '貓跳台');
    await page.getByText(/現在不在前三名，加了之後第 1 名/).waitFor();
  });
  await step('is refused a term that is the word itself', async () => {
    const terms = page.getByRole('textbox', { name: '官方用語' });
    await overwrite(page, terms, '貓跳台');
    await enter(page, page.getByRole('button', { name: '送審' }));
    await page.getByText('用語不能就是這個說法本身。').waitFor();
    await overwrite(page, terms, '大型家具');
  });
  await step('submits it; nothing has changed yet, and the questions are dealt with', async () => {
    await enter(page, page.getByRole('button', { name: '送審' }));
    await page.getByRole('heading', { level: 1, name: '俗稱詞' }).waitFor();
    await page.getByRole('rowheader', { name: '貓跳台 → 大型家具' }).waitFor();
    expect(await asked(question)).not.toContain('bulky-waste');
    const log = await signedIn(hotline.url, 'supervisor1');
    const handled = await log.get('/api/bot/questions?handled=true');
    const byWord = handled.filter((one: { handled: string }) => one.handled === 'word');
    expect(byWord.map(({ id }: { id: string }) => id).sort()).toEqual(found.toSorted());
    await enter(page, page.getByRole('button', { name: '原句與影響：貓跳台' }));
    await dialog.getByText(/現在不在前三名，加了之後第 \d 名/).waitFor();
    faults.push(...(await dialogFaults(page, 'question of a word')));
    await page.keyboard.press('Escape');
  });
  await step('sees it waiting, as everybody who may decide on it does', async () => {
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    faults.push(...(await screenFaults(page, 'words to review')));
  });
  await step('accepts it after another look: a citizen gets the answer at once', async () => {
    await enter(page, page.getByRole('button', { name: /^採用 貓跳台/ }));
    await page.getByText('已採用，立刻生效').waitFor();
    expect(await asked(question)).toContain('bulky-waste');
    await tabTo(page, page.getByRole('button', { name: /狀態/ }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: '採用中' }).waitFor();
    faults.push(...(await screenFaults(page, 'words')));
  });
  await step('takes it back, and is asked before', async () => {
    await enter(page, page.getByRole('button', { name: '撤下 貓跳台 → 大型家具' }));
    const sure = page.getByRole('alertdialog');
    await enter(page, sure.getByRole('button', { name: '撤下' }));
    await page.getByRole('cell', { name: '已撤下' }).waitFor();
    expect(await asked(question)).not.toContain('bulky-waste');
  });
  expect([...faults, ...complaints]).toEqual([]);
}, 240_000);
