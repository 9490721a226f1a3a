import { waveFile } from '@1999/sound';
import type { FlowVersion } from '@1999/telephony/contract/ivr';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { choose, enter, tabTo } from '../support/keyboard.ts';
import { phoneOf, supervisorAt, webCallerAt } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';
import { hearsTone } from '../support/voice.ts';

/** What the citizen's own microphone speaks, and what two takes of the greeting sound like. */
const CITIZEN = 440;
const [FIRST_TAKE, SECOND_TAKE] = [700, 1_200];
const RATE = 44_100;

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

/** A recording as it lies on the supervisor's computer. */
const take = (hertz: number, seconds = 8) => ({
  name: '問候語.wav',
  mimeType: 'audio/wav',
  buffer: Buffer.from(
    waveFile(
      Int16Array.from({ length: RATE * seconds }, (_, at) =>
        Math.round(9_000 * Math.sin((2 * Math.PI * hertz * at) / RATE)),
      ),
      RATE,
    ),
  ),
});

test('a supervisor records the greeting, hears it, publishes it, and callers hear it', async () => {
  const { page } = await supervisorAt(browser, hotline.url);
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const greeting = page
    .locator('.card', { has: page.getByRole('heading', { name: 'greeting：說明' }) })
    .getByRole('group', { name: '第 1 段的錄音' });
  const offers = async (button: Locator, file: ReturnType<typeof take>) => {
    const asked = page.waitForEvent('filechooser');
    await button.press('Enter');
    await (await asked).setFiles(file);
  };
  const plays = async (place: Locator, seconds: number) => {
    const player = place.locator('audio');
    await player.waitFor();
    await expect
      .poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime), {
        timeout: 15_000,
      })
      .toBeGreaterThan(0);
    expect(await player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(
      seconds,
      1,
    );
  };

  await step('opens the flow in force for editing, by keyboard alone', async () => {
    await page.goto(`${hotline.url}/supervisor/ivr`);
    await enter(page, page.getByRole('button', { name: '以此編輯（第 0 版）' }));

    await page.getByRole('heading', { name: 'greeting：說明' }).waitFor();
  });
  await step('a file that is no recording is refused where it was offered, in words', async () => {
    await offers(greeting.getByRole('button', { name: '上傳錄音：第 1 段 國語' }), {
      ...take(FIRST_TAKE),
      buffer: Buffer.from('not a sound at all'),
    });
    await greeting.getByRole('alert').getByText('請用 WAV、MP3 或 Ogg Opus').waitFor();
  });
  await step('a recording is uploaded, its length told, and heard', async () => {
    await offers(
      greeting.getByRole('button', { name: '上傳錄音：第 1 段 國語' }),
      take(FIRST_TAKE, 3),
    );
    await greeting.getByText('國語錄音').waitFor();
    await greeting.getByText('3.0 秒').waitFor();
    expect(await greeting.getByRole('alert').count()).toBe(0);
    await greeting.getByRole('button', { name: '試聽 第 1 段 國語' }).press('Enter');
    await plays(greeting, 3);
  });
  await step('it is not good enough, and is replaced', async () => {
    await offers(greeting.getByRole('button', { name: '更換：第 1 段 國語' }), take(SECOND_TAKE));
    await greeting.getByText('8.0 秒').waitFor();
  });
  await step('one for 台語 is uploaded beside it, and given back for words', async () => {
    await greeting.getByRole('button', { name: /錄音的語言/ }).press('Enter');
    await choose(page, page.getByRole('option', { name: '台語' }));
    await offers(greeting.getByRole('button', { name: '上傳錄音：第 1 段 台語' }), take(900, 1));
    await greeting.getByText('台語錄音').waitFor();
    faults.push(...(await screenFaults(page, 'flow sounds')));
    await greeting.getByRole('button', { name: '改回文字：第 1 段 台語' }).press('Enter');
    await greeting.getByText('台語錄音').waitFor({ state: 'detached' });
  });
  await step('the telephone to try it on plays the recording beside its words', async () => {
    const heard = page.getByRole('log');
    await heard.getByText('您好，這裡是1999市民服務專線。').waitFor();
    await heard.getByRole('button', { name: /^錄音/ }).first().press('Enter');
    await plays(heard, 8);
  });
  await step('publishes it, and the version names the very sound', async () => {
    await page.getByRole('textbox', { name: '說明' }).fill('錄製問候語');
    await page.getByRole('button', { name: '發布' }).press('Enter');
    await page.getByRole('row', { name: /第 1 版 使用中.*錄製問候語/ }).waitFor();
    const [newest]: FlowVersion[] = await supervisor.get('/api/ivr/flows');
    expect(newest?.flow.steps.greeting).toMatchObject({
      prompts: [{ prompt: 'greeting', sounds: { zh: expect.any(String) } }, expect.anything()],
    });
  });
  await step('edited again, the recording is still there', async () => {
    await page.getByRole('button', { name: '以此編輯（第 1 版）' }).press('Enter');
    await greeting.getByText('8.0 秒').waitFor();
    await tabTo(page, greeting.getByRole('button', { name: '試聽 第 1 段 國語' }));
  });
  await step(
    'a citizen calls from the browser, hears the recording and reads its words',
    async () => {
      const citizen = await webCallerAt(browser, hotline.url, CITIZEN);
      await citizen.call1999();
      await citizen.reads('您好，這裡是1999市民服務專線。');
      await hearsTone(citizen.page, SECOND_TAKE, CITIZEN);
      await citizen.hangUp();
    },
  );
  await step('a citizen calls by telephone, and the line plays it', async () => {
    const phone = await phoneOf(browser, hotline.url);
    await phone.dial1999();
    await phone.hears(/播放錄音/);
    await phone.hears(/全程錄音/);
  });
  expect(faults).toEqual([]);
  expect(complaints).toEqual([]);
});
