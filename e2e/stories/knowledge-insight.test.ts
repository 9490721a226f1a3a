import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { enter, tabTo, typeInto } from '../support/keyboard.ts';
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

/** A citizen's chat by its API: what the bot answers to `text`, and what is thought of it. */
async function chatter() {
  const opened = await fetch(`${hotline.url}/api/chat/sessions`, { method: 'POST' });
  const { id, token } = (await opened.json()) as { id: string; token: string };
  const send = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${hotline.url}/api/chat/sessions/${id}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': crypto.randomUUID(),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : null,
    });
    expect(answer.ok).toBe(true);
    return answer.json();
  };
  return {
    ask: (text: string): Promise<{ outcome: string }> => send('POST', '/messages', { text }),
    /** What the bot said last was of no help. */
    thinksIllOfIt: async () => {
      const { messages }: { messages: { id: string }[] } = await send('GET', '');
      await send('PUT', `/messages/${messages.at(-1)?.id}/rating`, { thumb: 'down' });
    },
  };
}

test('an editor sees what the bot could not answer, mends it, and can stop the bot', async () => {
  const citizen = await chatter();
  // Choices are offered; none is what was meant.
  for (const asked of ['哪裡可以租衝浪板', '租衝浪板要去哪', '想租衝浪板']) {
    await citizen.ask(asked);
    await citizen.ask('都不是');
  }
  const answered = await citizen.ask('路燈不亮要怎麼報修？');
  expect(answered.outcome).toBe('answer');
  await citizen.thinksIllOfIt();

  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const dialog = page.getByRole('dialog');

  await step(
    'finds the questions asked in vain, those alike together, none rated ill',
    async () => {
      await enter(page, page.getByRole('link', { name: '知識庫' }));
      await enter(page, page.getByRole('link', { name: '機器人洞察' }));
      await page
        .getByRole('heading', { name: /衝浪板/ })
        .first()
        .waitFor();
      faults.push(...(await screenFaults(page, 'insight')));
      await enter(page, page.getByRole('tab', { name: '答不出來的' }));
      await page.keyboard.press('ArrowRight');
      await page.getByRole('heading', { name: /路燈不亮要怎麼報修/ }).waitFor();
    },
  );
  await step('adds the one that was rated badly to the nearest entry with one press', async () => {
    const group = page.getByRole('region', { name: /路燈不亮/ });
    await enter(page, group.getByRole('button', { name: /^加為「.*路燈.*」的相似問法/ }));
    await page.getByText('已加為相似問法，送審發布後生效').waitFor();
    await group.waitFor({ state: 'detached' });
    const supervisor = await signedIn(hotline.url, 'supervisor1');
    const [handled] = await supervisor.get('/api/bot/questions?kind=badlyRated&handled=true');
    expect(handled).toMatchObject({ question: '路燈不亮要怎麼報修？', handled: 'similar' });
    const changed = await supervisor.get('/api/faq-entries?state=draft&limit=1');
    const { content } = await supervisor.get(`/api/faq-entries/${changed.entries[0].id}`);
    expect(content.similar).toContain('路燈不亮要怎麼報修？');
    await tabTo(page, page.getByRole('tab', { name: '評為沒幫助的' }));
    await page.keyboard.press('ArrowLeft');
  });
  await step('adds one to the entry it belongs to, and takes the next for a draft', async () => {
    const group = page.getByRole('region', { name: /衝浪板/ }).first();
    await enter(page, group.getByRole('button', { name: '加到別的知識' }));
    await typeInto(page, dialog.getByRole('searchbox'), '水上活動');
    await enter(page, dialog.getByRole('button', { name: /水/ }).first());
    await page.getByText('已加為相似問法，送審發布後生效').waitFor();
    await citizen.ask('吉他課哪裡學');
    await citizen.ask('都不是');
    await page.reload();
    const next = page.getByRole('region', { name: /吉他/ });
    await enter(page, next.getByRole('link', { name: '開新草稿' }));
    await page.getByRole('heading', { level: 1, name: '新增知識' }).waitFor();
    expect(await page.getByRole('textbox', { name: '問題' }).inputValue()).toContain('吉他');
    await typeInto(page, page.getByRole('textbox', { name: '答案' }), '請看各區公所的課程。');
    await typeInto(page, page.getByLabel('類別'), '生活');
    await enter(page, page.getByRole('button', { name: '儲存草稿' }));
    await page.getByText('已新增為草稿').waitFor();
    const supervisor = await signedIn(hotline.url, 'supervisor1');
    const handled = await supervisor.get('/api/bot/questions?handled=true');
    expect(handled).toContainEqual(
      expect.objectContaining({ question: '吉他課哪裡學', handled: 'entry' }),
    );
  });
  await step('stops the bot, with a reason; a danger is told all the same', async () => {
    await enter(page, page.getByRole('link', { name: '機器人洞察' }));
    await enter(page, page.getByRole('button', { name: '停用機器人' }));
    await typeInto(page, dialog.getByLabel(/原因/), '答案有誤，查核中');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '啟用機器人' }).waitFor();
    expect((await citizen.ask('路燈不亮要怎麼報修？')).outcome).toBe('handoff');
    expect((await citizen.ask('廚房失火了')).outcome).toBe('emergency');
  });
  await step('starts it again', async () => {
    await enter(page, page.getByRole('button', { name: '啟用機器人' }));
    await typeInto(page, dialog.getByLabel(/原因/), '已更正');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '停用機器人' }).waitFor();
    const other = await chatter();
    expect((await other.ask('路燈不亮要怎麼報修？')).outcome).toBe('answer');
    const supervisor = await signedIn(hotline.url, 'supervisor1');
    expect((await supervisor.get('/api/bot/settings')).botOn).toBe(true);
  });
  expect([...faults, ...complaints]).toEqual([]);
}, 240_000);
