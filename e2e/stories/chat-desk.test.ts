import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { accessibilityFaults, launchBrowser } from '../support/browser.ts';
import { chatAgentAt, chatterAt } from '../support/chat-people.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { choose, enter, hasFocus, hears, tabTo, typeInto } from '../support/keyboard.ts';
import { phoneOf } from '../support/people.ts';
import { complaintsOf } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

/** Longer than a console that gives no sign of life is waited for. */
const LOST_MS = 200_000;

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 240_000);
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  for (const name of ['agent1', 'agent2', 'agent3']) {
    const agent = await signedIn(hotline.url, name);
    await agent.put('/api/agents/me/state', { state: 'offline' }).catch(() => undefined);
  }
});
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

const citizen = () => chatterAt(browser, hotline.url);
const agentAt = (username: string) => chatAgentAt(browser, hotline.url, username);
/** Finds a case from before by its number, as it was read out, and attaches it. */
async function attachesByNumber(page: Page): Promise<void> {
  const clerk = await signedIn(hotline.url, 'supervisor1');
  const { contactId } = await clerk.post('/api/contacts', { channel: 'phone' });
  const { caseId, number } = await clerk.post('/api/cases', {
    contactId,
    typeCode: 'streetLight',
    place: { district: '64000080', address: '四維三路2號' },
    description: '路燈不亮',
    answers: {},
  });
  const linked = page.getByRole('region', { name: '這次談的既有案件' });
  await typeInto(page, linked.getByRole('textbox', { name: '案號' }), number.slice(5));
  await page.keyboard.press('Enter');
  await enter(page, linked.getByRole('button', { name: `附加 ${number}` }));
  await linked.getByRole('button', { name: `取消附加 ${number}` }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const history: { type: string }[] = await clerk.get(`/api/cases/${caseId}/history`);
  expect(history.map(({ type }) => type)).toContain('case.contactLinked');
}

const focused = (page: Page, name: string) =>
  expect.poll(() => hasFocus(page.getByRole('heading', { name }))).toBe(true);

test('from the bot to a person: the agent works the chat from first to last by keyboard', async () => {
  const agent = await agentAt('agent1');
  const { page, keys } = agent;
  const complaints = complaintsOf(page);
  const person1 = await citizen();

  await step('a citizen asks the bot, begins a report, and wants a person', async () => {
    await person1.chats();
    await person1.write('路燈不亮要怎麼報修？');
    await person1.reads(/路燈桿號/);
    await person1.write('我要報修三民區建工路100號前的路燈不亮');
    await person1.page.getByRole('heading', { name: '通報內容' }).waitFor();
    await keys.press('Control+Alt+Digit5');
    await person1.press('找真人');
    await person1.page.getByText(/等候話務人員，目前第 1 位/).waitFor();
  });
  await step('the agent hears it ring, with the language; nothing takes the focus', async () => {
    await hears(page, 'assertive', '新對話：文字客服、國語');
    await focused(page, '訊息紀錄');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
  await step(
    'accepts by F2, is at the chat, and reads what the bot and the citizen said',
    async () => {
      await agent.accepts();
      await agent.transcript.getByText('路燈不亮要怎麼報修？').waitFor();
      await agent.transcript.getByText(/路燈桿號/).waitFor();
      await agent.isIn('文字對話中');
      await person1.page.getByText(/與話務人員 話務一號 對話中/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );
  await step('answers; hears who wrote what, word for word', async () => {
    await agent.writes('您好，請問燈桿編號是多少？');
    await person1.reads('您好，請問燈桿編號是多少？');
    await person1.page.getByLabel('要說的話').pressSequentially('三民');
    await agent.transcript.getByText('民眾正在輸入').waitFor();
    await person1.write('三民 1234');
    await hears(page, 'polite', '對話 1：三民 1234');
    expect(await hasFocus(agent.reply)).toBe(true);
  });
  await step('puts an entry of the knowledge base into the answer and sends it', async () => {
    await keys.press('Control+Alt+KeyK');
    await keys.insertText('路燈不亮');
    await page.locator('.knowledge-title').first().waitFor();
    await keys.press('ArrowDown');
    await keys.press('Enter');
    await enter(page, page.getByRole('button', { name: '插入回覆' }));
    await hears(page, 'polite', '已插入回覆欄');
    await keys.press('Control+Alt+KeyM');
    expect(await agent.reply.inputValue()).toMatch(/路燈/);
    await keys.press('Control+Enter');
    await expect.poll(() => agent.reply.inputValue()).toBe('');
    await expect.poll(() => person1.log.locator('.chat-agent').count()).toBe(2);
  });
  await step('a reload finds the chat, and what was half written', async () => {
    await keys.insertText('請稍等，我幫您');
    await page.reload();
    await agent.reply.waitFor();
    await expect.poll(() => agent.reply.inputValue()).toBe('請稍等，我幫您');
  });
  await step(
    'opens the case from what the bot had drafted; the citizen gets the number',
    async () => {
      const form = page.getByRole('form', { name: '案件' });
      await expect
        .poll(() => form.getByRole('combobox', { name: '案類' }).inputValue())
        .toBe('路燈故障');
      expect(await form.getByRole('combobox', { name: '行政區' }).inputValue()).toBe('三民區');
      expect(await form.getByLabel('地址或地點說明').inputValue()).toContain('建工路100號');
      await keys.press('Control+Alt+KeyJ');
      const description = form.getByLabel('民眾描述');
      if ((await description.inputValue()) === '') await typeInto(page, description, '路燈不亮');
      else await tabTo(page, description);
      await keys.press('Control+Enter');
      await hears(page, 'assertive', '已立案 A-TB-');
      await person1.reads(/已立案，案件編號 A-TB-/);
    },
  );
  await step('ends it after being asked, and files it', async () => {
    await keys.press('Control+Alt+KeyE');
    await enter(page, page.getByRole('alertdialog').getByRole('button', { name: '結束對話' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await person1.page.getByText('對話已結束').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keys.press('Enter');
    await choose(page, page.getByRole('option', { name: '錄案後送' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Control+Enter');
    await agent.isIn('待命');
    await page.getByText('沒有文字對話').waitFor();
    await page.locator('#agent-state:focus').waitFor();
  });
  expect(complaints).toEqual([]);
}, 300_000);

test('a text relay beside a call: both go on, and what is unread is told', async () => {
  const agent = await agentAt('agent2');
  const { page, keys } = agent;
  const phone = await phoneOf(browser, hotline.url);
  await step('the agent is in a call', async () => {
    await phone.dial1999();
    await phone.hears(/國語請按/);
    await phone.press('1');
    await phone.hears(/請按 ?九|請按 ?9/);
    await phone.press('1');
    await page.getByRole('button', { name: '接聽' }).waitFor();
    await keys.press('F2');
    await page.getByText('語音已接通').waitFor();
  });
  const deaf = await citizen();
  await step(
    'who cannot speak starts a text relay from the page of calls, and it rings',
    async () => {
      await deaf.relays('有危險，優先接聽');
      await hears(page, 'assertive', '新對話：危險、文字轉接、國語');
      await page.getByText('語音已接通').waitFor();
    },
  );
  await step(
    'F2 accepts it beside the call; the agent is told how to talk with who cannot hear',
    async () => {
      await agent.accepts();
      await page.getByText('請全程用文字').waitFor();
      await agent.writes('您好，請說發生什麼事、在哪裡？');
      await deaf.reads('您好，請說發生什麼事、在哪裡？');
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );
  await step('by key back to the call; what is written meanwhile is told and counted', async () => {
    await keys.press('Control+Alt+Comma');
    await hears(page, 'assertive', '回到通話');
    await page.getByText('按鍵選擇').waitFor();
    await deaf.write('樓下有人跌倒流血');
    await hears(page, 'polite', '對話 1有 1 則未讀');
    await page.getByRole('button', { name: /對話 1.*1 則未讀/ }).waitFor();
    await keys.press('Control+Alt+KeyQ');
    await hears(page, 'assertive', '對話 1，1 則未讀');
  });
  await step('by key to the relay, where all of it stands', async () => {
    await keys.press('Control+Alt+Period');
    await agent.transcript.getByText('樓下有人跌倒流血').waitFor();
    await expect.poll(() => hasFocus(agent.reply)).toBe(true);
  });
  await step('the key that ends things ends what is in front', async () => {
    await keys.press('Control+Alt+KeyE');
    const asked = page.getByRole('alertdialog');
    await asked.getByText('要結束對話 1嗎？').waitFor();
    await enter(page, asked.getByRole('button', { name: '結束對話' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Enter');
    await choose(page, page.getByRole('option', { name: '轉110／119' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Control+Enter');
    await page.getByText('按鍵選擇').waitFor();
    await page.getByText('語音已接通', { exact: true }).waitFor();
  });
  await step('and now the call', async () => {
    await keys.press('Control+Alt+KeyE');
    const asked = page.getByRole('alertdialog', { name: '要結束這通電話嗎？' });
    await enter(page, asked.getByRole('button', { name: '結束通話' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Enter');
    await choose(page, page.getByRole('option', { name: '諮詢已答覆' }));
    await page.locator('#wrap-up button:focus').waitFor();
    await keys.press('Control+Enter');
    await agent.isIn('待命');
  });
}, 300_000);

test('an agent who leaves, or whose page closes, loses no chat: another goes on with all of it', async () => {
  const first = await agentAt('agent1');
  const person1 = await citizen();
  await person1.chats();
  await person1.press('找真人');
  await first.accepts();
  await first.writes('您好，我先看一下');
  await person1.reads('您好，我先看一下');
  const second = await agentAt('agent2');

  await step('going on a break asks first, and gives the chat back', async () => {
    await first.keys.press('Control+Alt+KeyS');
    await choose(first.page, first.page.getByRole('menuitemradio', { name: '休息', exact: true }));
    const asked = first.page.getByRole('alertdialog', { name: '還有 1 則文字對話' });
    await enter(first.page, asked.getByRole('button', { name: '交回並離開' }));
    await first.isIn('休息');
    await hears(first.page, 'polite', '對話 1已離開您的座席');
    await person1.reads(/已為您保留原來的順序/);
  });
  await step('a colleague gets it with everything that was said', async () => {
    await second.accepts();
    await second.transcript.getByText('您好，我先看一下').waitFor();
    await second.writes('我接手處理');
    await person1.reads('我接手處理');
  });
  await step('hands it on to another, who goes on', async () => {
    const third = await agentAt('agent3');
    await second.keys.press('Control+Alt+KeyT');
    const dialog = second.page.getByRole('dialog', { name: '轉交對話 1' });
    await dialog.getByText('同仁：話務三號').waitFor();
    expect(await accessibilityFaults(second.page)).toEqual([]);
    await tabTo(second.page, dialog.getByRole('radio', { name: '下一位有空的同仁' }));
    await second.keys.press('ArrowDown');
    await second.keys.press('ArrowDown');
    await typeInto(second.page, dialog.getByRole('textbox', { name: /備註/ }), '請查先前的案件');
    await enter(second.page, dialog.getByRole('button', { name: '轉交' }));
    await second.isIn('待命');
    await third.accepts();
    await third.transcript.getByText('我接手處理').waitFor();
    await third.transcript.getByText('話務二號的交接備註').waitFor();
    await third.transcript.getByText('請查先前的案件').waitFor();
    await person1.reads(/已轉給另一位話務人員/);
    expect(await person1.page.getByText('請查先前的案件').count()).toBe(0);
    await attachesByNumber(third.page);
    await third.page.context().close();
  });
  await step(
    'that one’s page closes: the chat comes back to who is there, the citizen is told',
    async () => {
      await person1.write('還在嗎？');
      await second.page.getByRole('button', { name: '接受對話' }).waitFor({ timeout: LOST_MS });
      await second.accepts();
      await second.transcript.getByText('還在嗎？').waitFor();
      await second.writes('我在，請說');
      await person1.reads('我在，請說');
    },
  );
}, 500_000);
