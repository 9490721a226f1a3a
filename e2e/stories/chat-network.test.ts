import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { chatAgentAt, chatterAt } from '../support/chat-people.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { step } from '../support/step.ts';

const OUTAGE_MS = 30_000;

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('the network is gone from the chat inbox for half a minute: nothing is lost, nothing said twice', async () => {
  const agent = await chatAgentAt(browser, hotline.url, 'agent1');
  const citizen = await chatterAt(browser, hotline.url);
  const { page, keys, reply, transcript } = agent;
  const failure = page.getByRole('form', { name: /^回覆對話/ }).getByRole('alert');

  const isSent = async () => {
    await expect.poll(() => reply.inputValue(), { timeout: 15_000 }).toBe('');
    expect(await failure.count()).toBe(0);
  };

  await step('an agent and a citizen are in a chat', async () => {
    await citizen.chats();
    await citizen.press('找真人');
    await agent.accepts();
    await agent.writes('您好，請說');
    await citizen.reads('您好，請說');
  });
  // In this very moment the agent's page may still be looking at what came of its first message.
  await step('the network goes: what is sent is said not to have been, and stays', async () => {
    await page.context().setOffline(true);
    await agent.writes('我查一下，請稍候');
    await failure.getByText('連不上伺服器').waitFor();
    expect(await reply.inputValue()).toBe('我查一下，請稍候');
  });
  await step('half a minute long the citizen writes on, and the agent types on', async () => {
    await citizen.write('地址是建工路100號');
    await reply.press('End');
    await keys.insertText('，大約一分鐘');
    // The outage itself: nothing is waited for but its end.
    await page.waitForTimeout(OUTAGE_MS);
    await citizen.write('還在嗎？');
    await citizen.reads('還在嗎？');
    expect(await reply.inputValue()).toBe('我查一下，請稍候，大約一分鐘');
  });
  await step('the network is back: what the citizen wrote appears by itself', async () => {
    await page.context().setOffline(false);
    await transcript.getByText('地址是建工路100號').waitFor();
    await transcript.getByText('還在嗎？').waitFor();
    expect(await reply.inputValue()).toBe('我查一下，請稍候，大約一分鐘');
  });
  await step('sent again, it is there once, and the failure is no longer told', async () => {
    await reply.press('Enter');
    await citizen.reads('我查一下，請稍候，大約一分鐘');
    await isSent();
    expect(await citizen.log.getByText('我查一下').count()).toBe(1);
  });
  await step('a message that arrived, but whose answer was lost, is not said twice', async () => {
    const messages = '**/api/chats/*/messages';
    await page.route(messages, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await agent.writes('已派員處理');
    await failure.getByText('連不上伺服器').waitFor();
    await page.unroute(messages);
    await citizen.reads('已派員處理');
    await reply.press('Enter');
    await isSent();
    expect(await citizen.log.getByText('已派員處理').count()).toBe(1);
    const said = () => transcript.getByText('已派員處理').count();
    await expect.poll(said, { timeout: 15_000 }).toBe(1);
  });
  await step('gone and reloaded in one: what was typed is there, and goes out once', async () => {
    await page.context().setOffline(true);
    await agent.writes('還有別的事嗎？');
    await failure.getByText('連不上伺服器').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await reply.waitFor();
    await expect.poll(() => reply.inputValue(), { timeout: 15_000 }).toBe('還有別的事嗎？');
    await reply.press('Enter');
    await isSent();
    await citizen.reads('還有別的事嗎？');
    expect(await citizen.log.getByText('還有別的事嗎？').count()).toBe(1);
  });
}, 300_000);
