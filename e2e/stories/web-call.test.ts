import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agentAt, webCallerAt } from '../support/people.ts';
import { step } from '../support/step.ts';
import {
  hearsMusic,
  hearsSilence,
  hearsSpeech,
  hearsTone,
  letsGoOfTheMicrophone,
} from '../support/voice.ts';

const CITIZEN = 440;
const AGENT = 880;

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  const started = startHotlineProcess({ MEDIA_MAX_CALLS: '1' });
  [hotline, browser] = await Promise.all([started, launchBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('a citizen calls from the browser, waits, and talks with an agent through holds and reloads', async () => {
  const citizen = await webCallerAt(browser, hotline.url, CITIZEN);
  const agent = await agentAt(browser, hotline.url, 'agent1', AGENT);
  const bothHearEachOther = async () => {
    await hearsTone(citizen.page, AGENT, CITIZEN);
    await hearsTone(agent.page, CITIZEN, AGENT);
  };

  await step(
    'the citizen presses 打1999, allows the microphone and hears the greeting',
    async () => {
      await citizen.call1999();
      await citizen.reads('您好，這裡是1999市民服務專線。');
      await hearsSpeech(citizen.page);
    },
  );
  await step('chooses Mandarin, then to report, and hears the place in the queue', async () => {
    await citizen.press('1');
    await citizen.reads('通報，請按二');
    await hearsSpeech(citizen.page);
    await citizen.press('2');
    await citizen.reads('您目前排在第1位');
    await hearsSpeech(citizen.page);
    expect(await accessibilityFaults(citizen.page)).toEqual([]);
  });
  await step('then music while nobody is free', () => hearsMusic(citizen.page));
  await step('an agent goes ready and answers', async () => {
    await agent.goReady();
    await agent.answer();
    await citizen.page.getByRole('heading', { name: '通話中' }).waitFor();
  });
  await step('each hears the other and only the other', bothHearEachOther);
  await step('on hold the citizen hears music, and the agent nothing', async () => {
    await agent.press('保留');
    await citizen.reads('話務人員請您稍候。');
    await hearsMusic(citizen.page);
    await hearsSilence(agent.page);
  });
  await step('then they talk on', async () => {
    await agent.press('取消保留');
    await bothHearEachOther();
  });
  await step(
    'the agent mutes the microphone: the citizen hears nothing until it is on again',
    async () => {
      await agent.press('靜音');
      await hearsSilence(citizen.page);
      await hearsTone(agent.page, CITIZEN, AGENT);
      await agent.press('取消靜音');
      await bothHearEachOther();
    },
  );
  await step('the agent’s page reloads: both hear each other again', async () => {
    await agent.page.reload();
    await bothHearEachOther();
    await agent.page.getByText('語音已接通').waitFor();
  });
  await step('the citizen’s page reloads: both hear each other again', async () => {
    await citizen.page.reload();
    await bothHearEachOther();
    expect(await accessibilityFaults(citizen.page)).toEqual([]);
  });
  await step(
    'the citizen hangs up: the call ends on both sides, the microphones are let go',
    async () => {
      await citizen.hangUp();
      await citizen.isOver();
      await agent.page.getByText('通話已結束').waitFor();
      await Promise.all([citizen.page, agent.page].map(letsGoOfTheMicrophone));
    },
  );
  await step('the agent wraps up and is ready for the next call', async () => {
    await agent.isIn('話後處理');
    await agent.wrapUp('諮詢已答覆');
  });
  await agent.page.context().close();
});

test('the agent ends the call: the citizen is told, and may call again', async () => {
  const citizen = await webCallerAt(browser, hotline.url, CITIZEN);
  const agent = await agentAt(browser, hotline.url, 'agent2', AGENT);
  await step('a citizen in danger is put through at once', async () => {
    await citizen.call1999();
    await citizen.press('9');
    await agent.goReady();
    await agent.answer();
    await hearsTone(citizen.page, AGENT, CITIZEN);
  });
  await step('the agent ends the call', async () => {
    await agent.endCall();
    await citizen.isOver();
    await Promise.all([citizen.page, agent.page].map(letsGoOfTheMicrophone));
    await agent.isIn('話後處理');
  });
  await step('the citizen calls again, and it is a new call', async () => {
    await citizen.page.getByRole('button', { name: '再打一次' }).click();
    await citizen.page.getByRole('button', { name: '開始通話' }).click();
    await citizen.reads('您好，這裡是1999市民服務專線。');
    await citizen.hangUp();
    await citizen.isOver();
  });
});

test('where no line is free the citizen is told to telephone, after a reload too', async () => {
  const caller = await webCallerAt(browser, hotline.url, CITIZEN);
  const late = await webCallerAt(browser, hotline.url, CITIZEN);
  const isTold = () => late.page.getByText('沒有空線了').waitFor();
  await step('one call goes on; the next finds no line', async () => {
    await caller.call1999();
    await caller.reads('您好，這裡是1999市民服務專線。');
    await late.page.getByRole('link', { name: /打 ?1999/ }).click();
    await late.page.getByRole('button', { name: '開始通話' }).click();
    await isTold();
  });
  await step('reloaded, the page says the same', async () => {
    await late.page.reload();
    await isTold();
    expect(await accessibilityFaults(late.page)).toEqual([]);
  });
  await step('once the other has hung up there is a line', async () => {
    await caller.hangUp();
    await caller.isOver();
    await late.page.getByRole('button', { name: '結束' }).click();
    await late.page.getByRole('button', { name: '開始通話' }).click();
    await late.reads('您好，這裡是1999市民服務專線。');
    await late.hangUp();
    await late.isOver();
  });
});
