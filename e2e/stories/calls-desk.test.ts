import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
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

test('a supervisor listens to a call, puts a nuisance on the list, and keeps agents’ skills', async () => {
  const agent = await agentAt(browser, hotline.url);
  const caller = await phoneOf(browser, hotline.url);
  await agent.goReady();
  await caller.dial1999();
  await caller.hears(/國語請按/);
  await caller.press('1');
  await caller.hears(/請按 ?一|請按 ?1/);
  await caller.press('1');
  await agent.answer();
  await agent.endCall();

  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const dialog = page.getByRole('dialog');
  const closed = () => dialog.waitFor({ state: 'detached' });
  const press = (name: string | RegExp) =>
    page.getByRole('button', { name }).first().press('Enter');

  await step('finds the call, and that it was served', async () => {
    await page.getByRole('link', { name: '通話', exact: true }).press('Enter');
    await page.getByRole('row', { name: /國語 已服務 話務一號/ }).waitFor();
    await page.getByText('每通電話都錄音').waitFor();
    faults.push(...(await screenFaults(page, 'calls')));
  });
  await step('says what for, and listens; the journal knows', async () => {
    await press(/^錄音：/);
    await dialog.getByText('已保存').waitFor();
    await dialog.getByRole('button', { name: /調聽目的/ }).press('Enter');
    await page.getByRole('option', { name: '陳情或申訴' }).press('Enter');
    await dialog
      .getByRole('button', { name: /^調聽 / })
      .first()
      .press('Enter');
    const audio = dialog.locator('audio').first();
    await audio.waitFor();
    await expect
      .poll(() => audio.evaluate((element) => (element as HTMLAudioElement).duration))
      .toBeGreaterThan(0);
    faults.push(...(await dialogFaults(page, 'recordings')));
    await page.keyboard.press('Escape');
    await closed();
  });
  await step('puts the caller on the nuisance list, with a reason', async () => {
    await press(/^加入騷擾名單：/);
    await dialog.getByLabel('原因').press('Control+Enter');
    await dialog.locator('.field-error').first().waitFor();
    await dialog.getByLabel('原因').fill('一天來電兩百次');
    await dialog.getByRole('button', { name: '加入騷擾名單' }).press('Enter');
    await closed();
    await page.getByRole('link', { name: '電話語音' }).press('Enter');
    await page.getByRole('row', { name: /一天來電兩百次 值班督導/ }).waitFor();
  });
  await step('who is on the list hears where danger is told, and is not served', async () => {
    await caller.dial1999();
    await caller.hears(/119/);
  });
  await step('gives an agent a language, which counts at once', async () => {
    await page.getByRole('link', { name: '班表' }).press('Enter');
    await press('修改話務一號的專長');
    await dialog.getByRole('button', { name: /泰語/ }).press('Enter');
    await page.getByRole('option', { name: '4', exact: true }).press('Enter');
    faults.push(...(await dialogFaults(page, 'skills')));
    await dialog.getByRole('button', { name: '儲存專長' }).press('Enter');
    await closed();
    await page.getByRole('row', { name: /話務一號 .*泰語 4/ }).waitFor();
    const supervisor = await signedIn(hotline.url, 'supervisor1');
    const all: { name: string; skills: { code: string; level: number }[] }[] =
      await supervisor.get('/api/agent-skills');
    expect(all.find(({ name }) => name === '話務一號')?.skills).toContainEqual({
      code: 'th',
      level: 4,
    });
  });
  expect([...faults, ...complaints]).toEqual([]);
}, 240_000);
