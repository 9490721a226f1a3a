import { type ModelStandIn, startModelStandIn } from '@1999/chatbot/testing';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signed, signedIn } from '../support/api.ts';
import { accessibilityFaults, launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { hears } from '../support/keyboard.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

let hotline: HotlineProcess;
let browser: Browser;
let model: ModelStandIn;
beforeAll(async () => {
  model = await startModelStandIn();
  model.answer({ kind: 'status', status: 500 });
  const env = { OPENAI_API_KEY: 'a key', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'broken-1' };
  [hotline, browser] = await Promise.all([startHotlineProcess(env), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  await model?.close();
});

/** A citizen at the chat page, on a phone. */
async function chatterAt(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const log = page.getByRole('log', { name: '對話內容' });
  return {
    log,
    button,
    begin: async () => {
      await page.goto(hotline.url);
      await page.getByRole('link', { name: /問問題/ }).click();
      await button('開始對話').click();
      await log.waitFor();
    },
    write: async (words: string) => {
      await page.getByLabel(/想問的事|要說的話/).fill(words);
      await page.keyboard.press('Enter');
    },
    reads: (words: string | RegExp) => log.getByText(words).last().waitFor(),
  };
}

/** The agent's side by its API, as the console uses it. */
async function takesTheChat(agent: Signed): Promise<string> {
  const [offer] = await agent.get('/api/chats/offers');
  const chat = await agent.post(`/api/chats/offers/${offer.offerId}/answer`, {});
  return chat.chatId;
}

test('a citizen asks, reports, tracks and talks with an agent in writing, while the model is broken', async () => {
  const page = await (await person(browser, { phone: true })).newPage();
  const complaints = complaintsOf(page);
  const citizen = await chatterAt(page);

  await step('from the home page the citizen opens the chat and asks', async () => {
    await citizen.begin();
    await citizen.write('路燈不亮要怎麼報修？');
    await citizen.reads(/路燈桿號/);
  });
  await step('the answer’s source opens to the entry’s own words and links', async () => {
    await citizen.log.getByText(/出處：路燈不亮/).click();
    await citizen.log.getByText('資料來源').waitFor();
    await citizen.button('有幫助').click();
    await page.getByRole('button', { name: '有幫助', exact: true, pressed: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
  await step(
    'an unsure question gets an answer though the model is broken: choices to press',
    async () => {
      await citizen.write('停車的費用忘記了要去哪邊弄');
      await page
        .getByRole('list', { name: '可以選的項目' })
        .last()
        .getByRole('button')
        .first()
        .click();
      await citizen.log
        .getByText(/出處：/)
        .nth(1)
        .waitFor();
      await expect.poll(() => model.heard.length).toBeGreaterThan(0);
    },
  );
  await step('a danger is told at once whom to call', async () => {
    await citizen.write('家裡有臭雞蛋味，我頭好暈');
    await page.getByRole('link', { name: '撥打 119' }).waitFor();
    await hears(page, 'assertive', '119');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
  const number = await step(
    'a problem is reported with a photo, checked and confirmed',
    async () => {
      await citizen.write('我要報修三民區建工路100號前的路燈不亮');
      await page.getByRole('heading', { name: '通報內容' }).waitFor();
      const buffer = await sharp({
        create: { width: 80, height: 60, channels: 3, background: '#777' },
      })
        .jpeg()
        .toBuffer();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
      await page.getByRole('img').first().waitFor();
      await page.getByLabel('情況說明').fill('路燈不亮三天了，晚上很暗');
      await citizen.button('確認送出').click();
      const filed = citizen.log.getByText(/已立案，案件編號 A-TB-/);
      await filed.waitFor();
      return /A-TB-\d{4}-\d+/.exec((await filed.textContent()) ?? '')?.[0] ?? '';
    },
  );
  await step('the case has the photo, and is tracked in the chat by number and code', async () => {
    const supervisor = await signedIn(hotline.url, 'supervisor1');
    const chats = await supervisor.get('/api/chats?state=open');
    expect(chats).toEqual([]);
    const kept = JSON.parse(await page.evaluate(() => sessionStorage.getItem('1999.chat') ?? '{}'));
    const answer = await fetch(`${hotline.url}/api/chat/sessions/${kept.id}`, {
      headers: { authorization: `Bearer ${kept.token}` },
    });
    const [filed] = ((await answer.json()) as { filed: { caseId: string; trackingCode: string }[] })
      .filed;
    const recorded = await supervisor.get(`/api/cases/${filed?.caseId}`);
    expect(recorded.attachments).toHaveLength(1);
    expect(recorded.matters[0].description).toContain('晚上很暗');
    await citizen.write(`${number} ${filed?.trackingCode}`);
    await citizen.reads(/處理中/);
  });

  const agent = await signedIn(hotline.url, 'agent1');
  await agent.put('/api/agents/me/state', { state: 'ready' });
  const chatId = await step(
    '“a person, please”: an agent takes the chat with its transcript',
    async () => {
      await citizen.button('找真人').click();
      await page.getByText(/等候話務人員，目前第 1 位/).waitFor();
      const taken = await takesTheChat(agent);
      await page.getByText(/與話務人員 .+ 對話中/).waitFor();
      return taken;
    },
  );
  await step('they talk both ways, also after the citizen’s page was loaded again', async () => {
    await agent.post(`/api/chats/${chatId}/messages`, { text: '您好，我是話務人員，請說' });
    await citizen.reads('您好，我是話務人員，請說');
    await page.reload();
    await citizen.reads('您好，我是話務人員，請說');
    await citizen.write('請問什麼時候會修好？');
    await citizen.reads('請問什麼時候會修好？');
    const last = async () => (await agent.get(`/api/chats/${chatId}`)).messages.at(-1);
    await expect.poll(last).toMatchObject({ from: 'citizen', text: '請問什麼時候會修好？' });
    await agent.put(`/api/chats/${chatId}/typing`, { typing: true });
    await page.getByText(/正在輸入/).waitFor();
  });
  await step('the agent ends the chat; the citizen is told and may begin a new one', async () => {
    await agent.post(`/api/chats/${chatId}/end`, {});
    await page.getByText('對話已結束').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await citizen.button('開始新的對話').click();
    await citizen.button('開始對話').waitFor();
  });
  expect(complaints).toEqual([]);
});

test('the chat fits narrow screens, both languages and themes', async () => {
  const page = await (await person(browser)).newPage();
  await page.goto(`${hotline.url}/chat`);
  expect(await screenFaults(page, 'before a chat')).toEqual([]);
  await page.getByRole('button', { name: '開始對話' }).click();
  await page.getByLabel('想問的事').fill('失火了');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '撥打 119' }).waitFor();
  expect(await screenFaults(page, 'an emergency')).toEqual([]);
  await page.getByLabel('想問的事').fill('我要報修三民區建工路100號前的路燈不亮');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '在地圖上標出（可以不標）' }).click();
  await page.locator('.leaflet-container').waitFor();
  expect(await screenFaults(page, 'a report with its map')).toEqual([]);
}, 240_000);

test('the text relay fits narrow screens, both languages and themes', async () => {
  // With nobody at work a number may be left at once.
  const agent = await signedIn(hotline.url, 'agent1');
  await agent.put('/api/agents/me/state', { state: 'offline' });
  const page = await (await person(browser)).newPage();
  await page.goto(`${hotline.url}/call`);
  expect(await screenFaults(page, 'the page of calls')).toEqual([]);
  await page.getByRole('link', { name: '改用文字轉接' }).click();
  await page.getByRole('heading', { name: '文字轉接', exact: true }).waitFor();
  expect(await screenFaults(page, 'before a relay')).toEqual([]);
  await page.getByRole('button', { name: '開始文字轉接' }).click();
  await page.getByText(/等候話務人員，目前第 \d+ 位/).waitFor();
  await page.getByLabel('要說的話').fill('我在三民區，家門口的路燈壞了');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('路燈壞了').waitFor();
  await page.getByRole('button', { name: '留下電話' }).click();
  await page.getByText('我們會用簡訊聯絡您').waitFor();
  expect(await screenFaults(page, 'a relay that waits')).toEqual([]);
  await page.getByLabel('電話').fill('0912345678');
  await page.getByRole('button', { name: '請回電給我' }).click();
  await page
    .getByRole('log')
    .getByText(/已留下電話/)
    .waitFor();
}, 240_000);

test('who is cut off keeps what was written and sends it again', async () => {
  const page = await (await person(browser, { phone: true })).newPage();
  const citizen = await chatterAt(page);
  await citizen.begin();
  await page.context().setOffline(true);
  await citizen.write('垃圾車幾點來？');
  await citizen.button('再送一次').waitFor();
  await page.context().setOffline(false);
  await citizen.button('再送一次').click();
  await citizen.reads(/垃圾車/);
  await citizen.log.getByText(/出處：/).waitFor();
});
