import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, launchBrowser, person } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyAt, agentAt, phoneOf, supervisorAt } from '../support/people.ts';
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

test('a call becomes a case, a dispatched order, a kept deadline and an answered survey', async () => {
  const { url } = hotline;
  const [supervisor, agent, agency, caller] = await Promise.all([
    supervisorAt(browser, url),
    agentAt(browser, url),
    agencyAt(browser, url),
    phoneOf(browser, url),
  ]);
  const photo = await photoOfTheWork(hotline.dataDir);

  await step('the agent goes ready, and the board shows it', async () => {
    await agent.goReady();
    await supervisor.row('話務一號.*待命').waitFor();
  });
  await step('the citizen dials 1999 and hears the greeting', async () => {
    await caller.dial1999();
    await caller.hears(/1999/);
  });
  await step('chooses Mandarin, then danger, and is told to wait', async () => {
    await caller.hears(/國語請按/);
    await caller.press('1');
    await caller.hears(/請按 ?九|請按 ?9/);
    await caller.press('9');
  });
  await step('the console rings with the masked number; F2 answers', async () => {
    await agent.page
      .getByText(/危險來電/)
      .first()
      .waitFor();
    expect(await accessibilityFaults(agent.page)).toEqual([]);
    await agent.answer();
    await caller.hears(/已接通對方/);
    await supervisor.row('話務一號.*通話中').waitFor();
  });
  await step('the agent writes the case; a reload in mid-call loses nothing', async () => {
    await agent.writeCase({
      type: '路樹傾倒',
      district: '苓雅區',
      description: '大樹倒下，擋住機車道。',
    });
    await agent.page.waitForResponse(
      (answer) => answer.url().includes('/api/drafts/') && answer.ok(),
    );
    await agent.page.reload();
    await agent.page.getByText('語音已接通').waitFor();
    expect(await agent.page.getByLabel('民眾描述').inputValue()).toBe('大樹倒下，擋住機車道。');
    expect(await agent.page.getByRole('combobox', { name: '案類' }).inputValue()).toBe('路樹傾倒');
  });
  const caseNumber = await step('opens the case', () => agent.openCase());
  const orderNumber = await step('issues the order', () => agent.issueOrder());
  await step('the agency and the board see the order at once', async () => {
    await agency.sees(orderNumber);
    await supervisor.row(`${orderNumber}.*養護`).waitFor();
  });
  await step('the call ends and is wrapped up', async () => {
    await agent.endCall();
    await agent.wrapUp('緊急派工');
  });
  await step('the agency acknowledges, arrives, reports with a photo and closes', async () => {
    await agency.openOrder(orderNumber);
    await agency.press('受理', '已受理');
    await agency.press('到場', '已到場');
    expect(await accessibilityFaults(agency.page)).toEqual([]);
    await agency.report('已鋸除並清運，道路恢復通行。', photo);
    await agency.close();
  });
  const link = await step('the citizen gets a survey link by text message', async () => {
    await caller.page.getByRole('link', { name: /\/s\// }).waitFor();
    return caller.surveyLink();
  });
  await step('and answers it', async () => {
    const page = await (await person(browser, { phone: true })).newPage();
    await page.goto(link ?? '');
    await page.getByText(caseNumber).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByText('非常滿意', { exact: true }).click();
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('謝謝您的回覆').waitFor();
  });
  await step('the board shows the satisfaction and no open order', async () => {
    await supervisor.figure('今日滿意度').getByText('100 %').waitFor();
    await supervisor.page.getByText('目前沒有未結的派工').waitFor();
    expect(await accessibilityFaults(supervisor.page)).toEqual([]);
  });
});

/** A photo as a phone takes it. */
async function photoOfTheWork(folder: string): Promise<string> {
  const file = join(folder, 'work.jpg');
  const picture = sharp({
    create: { width: 640, height: 480, channels: 3, background: '#3a6b35' },
  });
  await writeFile(file, await picture.jpeg().toBuffer());
  return file;
}
