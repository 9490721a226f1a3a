/**
 * Takes the README's pictures from the running product: starts a demo city, lets one story happen
 * and photographs each app on the way. Run by `npm run pictures`.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, person } from './support/browser.ts';
import { startHotlineProcess } from './support/hotline-process.ts';
import { agencyAt, agentAt, phoneOf, supervisorAt } from './support/people.ts';

const FOLDER = join(import.meta.dirname, '../docs/pictures');

const hotline = await startHotlineProcess();
const browser = await launchBrowser();
try {
  const { url } = hotline;
  const take = async (page: Page, name: string) => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  };

  const [supervisor, agent, agency, caller] = await Promise.all([
    supervisorAt(browser, url),
    agentAt(browser, url),
    agencyAt(browser, url),
    phoneOf(browser, url),
  ]);
  const citizen = await (await person(browser, { phone: true })).newPage();
  await citizen.goto(url);
  await citizen.getByRole('heading', { level: 1 }).waitFor();
  await take(citizen, 'citizen');

  await agent.goReady();
  await caller.dial1999();
  await caller.hears(/國語請按/);
  await caller.press('1');
  await caller.hears(/請按 ?九|請按 ?9/);
  await caller.press('9');
  await agent.answer();
  await agent.writeCase({
    type: '路樹傾倒',
    district: '苓雅區',
    description: '大樹倒下，擋住機車道，有人差點撞上。',
  });
  await take(agent.page, 'agent-console');
  await take(caller.page, 'phone');
  await agent.openCase();
  const number = await agent.issueOrder();
  await supervisor.row(number).waitFor();
  await take(supervisor.page, 'supervisor');
  await agency.openOrder(number);
  await agency.page.getByRole('button', { name: '受理', exact: true }).waitFor();
  await take(agency.page, 'agency');
} finally {
  await browser.close();
  await hotline.stop();
}
