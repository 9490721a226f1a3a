import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agentAt, phoneOf } from '../support/people.ts';
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

test('a call and every word typed outlive reloads, sleep, a second tab, the network and the sign-in', async () => {
  const agent = await agentAt(browser, hotline.url);
  const { page } = agent;
  const caller = await phoneOf(browser, hotline.url);
  const words = () => page.getByLabel('民眾描述');
  const note = () => page.getByRole('textbox', { name: '備註' });
  const stillTalks = () => page.getByText('語音已接通').waitFor();
  const type = async (more: string) => {
    const before = await words().inputValue();
    await words().fill(before + more);
  };
  const reads = async (all: string) => expect(await words().inputValue()).toBe(all);

  await agent.goReady();
  await caller.dial1999();
  await caller.hears(/國語請按/);
  await caller.press('1');
  await caller.hears(/請按 ?二|請按 ?2/);
  await caller.press('2');
  await agent.answer();

  await step('a reload right after a key, before it could be saved', async () => {
    await note().fill('民眾語氣平穩');
    await type('一');
    await page.reload();
    await stillTalks();
    await reads('一');
    expect(await note().inputValue()).toBe('民眾語氣平穩');
  });
  await step('a second tab shows the call and does not take its voice away', async () => {
    const second = await page.context().newPage();
    await second.goto(`${hotline.url}/console/`);
    await second.getByText('語音在另一個分頁').waitFor();
    expect(await second.getByLabel('民眾描述').inputValue()).toBe('一');
    await stillTalks();
    await page.close();
    await second.getByText('語音已接通').waitFor();
    const again = await second.context().newPage();
    await again.goto(`${hotline.url}/console/`);
    await again.getByText('語音在另一個分頁').waitFor();
    await again.close();
    await second.close();
  });
  const back = await agentAtAgain();
  await step('the tab sleeps and wakes', async () => {
    await back.getByLabel('民眾描述').fill('一二');
    const devtools = await back.context().newCDPSession(back);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await back.getByText('語音已接通').waitFor();
    expect(await back.getByLabel('民眾描述').inputValue()).toBe('一二');
  });
  await step(
    'the network is gone for half a minute; what is typed meanwhile is there after',
    async () => {
      await back.context().setOffline(true);
      await back.getByLabel('民眾描述').fill('一二三');
      // The outage itself: nothing is waited for but its end.
      await back.waitForTimeout(OUTAGE_MS);
      const saved = back.waitForResponse(
        (answer) => answer.url().includes('/api/drafts/') && answer.ok(),
      );
      await back.context().setOffline(false);
      await saved;
      await back.reload();
      await back.getByText('語音已接通').waitFor();
      expect(await back.getByLabel('民眾描述').inputValue()).toBe('一二三');
    },
  );
  await step('the sign-in ends in mid-call: the screen stays, and signing in goes on', async () => {
    const admin = await signedIn(hotline.url, 'admin1');
    const users: { id: string; username: string }[] = await admin.get('/api/users');
    const me = users.find(({ username }) => username === 'agent1');
    await admin.patch(`/api/users/${me?.id}`, { password: 'another word 1999' });
    await back.getByLabel('民眾描述').fill('一二三四');
    const dialog = back.getByRole('alertdialog');
    await dialog.getByLabel('密碼').fill('another word 1999');
    await dialog.getByLabel('密碼').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await back.getByText('語音已接通').waitFor();
    expect(await back.getByLabel('民眾描述').inputValue()).toBe('一二三四');
    // What the server does not have yet lies in the tab.
    await back.waitForFunction(
      () => !Object.keys(sessionStorage).some((key) => key.startsWith('1999.unsent.')),
    );
  });
  await step('and the citizen was on the line all the while', async () => {
    await back.getByRole('button', { name: '結束通話' }).click();
    await back.getByRole('alertdialog').getByRole('button', { name: '結束通話' }).click();
    await back.getByText('通話已結束').waitFor();
  });

  /** The desk again after every tab was closed, in the same browser. */
  async function agentAtAgain() {
    const opened = await page.context().newPage();
    await opened.goto(`${hotline.url}/console/`);
    await opened.getByText('語音已接通').waitFor();
    return opened;
  }
}, 600_000);
