import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderView } from '@1999/dispatch/contract';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signed, signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole } from '../support/orders.ts';
import { agencyAt } from '../support/people.ts';
import { complaintsOf } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

/** 工務局養護工程處: agency1 signs in for it. */
const AGENCY = 'pwb-maintenance';
const PATIENT = { timeout: 30_000, interval: 200 };

let hotline: HotlineProcess;
let browser: Browser;
let agent: Signed;
let supervisor: Signed;
let photo: string;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
  agent = await signedIn(hotline.url, 'agent1');
  supervisor = await signedIn(hotline.url, 'supervisor1');
  photo = join(await mkdtemp(join(tmpdir(), '1999-photo-')), 'done.jpg');
  const create = { width: 640, height: 480, channels: 3 as const, background: '#586' };
  await writeFile(photo, await sharp({ create }).jpeg().toBuffer());
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

/**
 * Runs in the page: whether the device keeps something under this name. A database the app has not
 * made yet is not made here either: an empty one would leave the app without its stores.
 */
const isKept = (name: string) =>
  new Promise<boolean>((resolve) => {
    const opening = indexedDB.open('1999-agency');
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(false);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('cache').objectStore('cache').get(name);
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result !== undefined);
      };
    };
  });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const orderOf = (id: string): Promise<OrderView> => supervisor.get(`/api/orders/${id}`);

test('a crew without a network reads, acknowledges, photographs, reports and closes; it is sent once when back', async () => {
  const issued = await issueOrder();
  const crew = await agencyAt(browser, hotline.url);
  const { page } = crew;
  const network = page.context();
  await step(
    'the order is on the device though nobody has opened it, and so is the shell',
    async () => {
      await crew.sees(issued.number);
      const kept = () => page.evaluate(isKept, `order:${issued.id}`);
      await expect.poll(kept, { timeout: 10_000 }).toBe(true);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    },
  );
  /** What the server has taken, in its order. */
  const posts: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!response.ok() || response.request().method() !== 'POST') return;
    if (pathname.startsWith('/api/orders/')) posts.push(pathname.split('/').at(-1) ?? '');
  });
  await step(
    'without a network the app starts anew and the list and the order are read',
    async () => {
      await network.setOffline(true);
      await page.goto(`${hotline.url}/agency/`);
      await page.getByText('目前沒有網路').waitFor();
      await crew.openOrder(issued.number);
      await page.getByText('機車差點摔倒').waitFor();
    },
  );
  await step(
    'it says that the acknowledgement waits, and the server knows nothing of it',
    async () => {
      await press(page, '受理');
      await page.getByText('受理等待送出').first().waitFor();
      await press(page, '到場');
      await page.getByRole('link', { name: '回報', exact: true }).click();
      await page.getByLabel('處理情形').fill('已填補路面');
      await page.locator('input[type=file]').setInputFiles(photo);
      await page.getByText('待上傳').waitFor();
      await press(page, '送出回報');
      await page.getByText('有 3 筆等待送出').waitFor();
      expect((await orderOf(issued.id)).state).toBe('issued');
    },
  );
  await step('closes it on the photo that has yet to be sent', async () => {
    await page.getByRole('link', { name: '結案', exact: true }).click();
    await page.getByRole('radio', { name: '完工照片' }).waitFor();
    await press(page, '結案');
    await page.getByText('結案等待送出').first().waitFor();
    await page.getByText('有 4 筆等待送出').waitFor();
  });
  await step('the app is closed and opened again: everything still waits', async () => {
    await page.goto(`${hotline.url}/agency/orders/${issued.id}`);
    await page.getByText('有 4 筆等待送出').waitFor();
  });
  const backAt = new Date().toISOString();
  await step('back online it is sent in order', async () => {
    posts.length = 0;
    await network.setOffline(false);
    await expect.poll(async () => (await orderOf(issued.id)).state, PATIENT).toBe('closed');
    await page.getByText('等待送出').first().waitFor({ state: 'detached' });
  });
  await step(
    'once each, with the photo, by the server’s time, the device’s beside it',
    async () => {
      const order = await orderOf(issued.id);
      expect(posts).toEqual(['acknowledgement', 'arrival', 'report', 'closure']);
      expect(order.acknowledgements).toHaveLength(1);
      expect(order.photoIds).toHaveLength(1);
      expect(order.closingGround).toBe('photo');
      expect(order.report?.text).toBe('已填補路面');
      const clock = order.clocks.find(({ kind }) => kind === 'acknowledge');
      expect(clock?.metAt?.localeCompare(backAt)).toBe(1);
      expect(order.deviceTimes.map(({ action }) => action)).toEqual([
        'acknowledge',
        'arrive',
        'report',
        'close',
      ]);
      expect(order.deviceTimes[0]?.deviceAt.localeCompare(backAt)).toBe(-1);
    },
  );
  await page.context().close();
});

test('an order that moved on meanwhile: the conflict is shown, and the words stay until let go', async () => {
  const issued = await issueOrder();
  const crew = await agencyAt(browser, hotline.url);
  const { page } = crew;
  const complaints = complaintsOf(page);
  await crew.openOrder(issued.number);
  await press(page, '受理');
  await page.getByText('已受理').first().waitFor();
  await page.getByRole('link', { name: '回報', exact: true }).click();
  await page.getByLabel('處理情形').fill('到場時已處理完畢');
  await page.context().setOffline(true);
  await press(page, '送出回報');
  await page.getByText('回報等待送出').first().waitFor();
  await supervisor.post(`/api/orders/${issued.id}/release`, { reason: '誤報' });
  await page.context().setOffline(false);
  await page.getByText('回報沒有被接受').waitFor(PATIENT);
  await page.getByText('現在是「已解除管制」').waitFor();
  await page.getByText('到場時已處理完畢').waitFor();
  expect((await orderOf(issued.id)).report).toBeNull();
  await page.reload();
  await page.getByText('到場時已處理完畢').waitFor();
  await press(page, '捨棄');
  await page.getByRole('alertdialog').getByRole('button', { name: '捨棄' }).click();
  await page.getByText('回報沒有被接受').waitFor({ state: 'detached' });
  expect(complaints.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await page.context().close();
});

test('an order sent back without a network goes once when back; one that moved on says so plainly', async () => {
  const [kept, taken] = [await issueOrder(), await issueOrder()];
  const crew = await agencyAt(browser, hotline.url);
  const { page } = crew;
  const network = page.context();
  const sendBack = async (order: { id: string }, reason: string) => {
    await page.goto(`${hotline.url}/agency/orders/${order.id}`);
    await page.getByRole('link', { name: '退件', exact: true }).click();
    await page.getByLabel('退件理由').fill(reason);
    await press(page, '退件');
    await page.getByText('退件等待送出').first().waitFor();
  };
  await step('both are on the device', async () => {
    for (const { id } of [kept, taken]) {
      await expect.poll(() => page.evaluate(isKept, `order:${id}`), PATIENT).toBe(true);
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  });
  await step('without a network both are sent back, with words', async () => {
    await network.setOffline(true);
    await sendBack(kept, '屬水利局權責');
    await sendBack(taken, '非本局道路');
    expect((await orderOf(kept.id)).state).toBe('issued');
  });
  await step('meanwhile a supervisor releases one of them', () =>
    supervisor.post(`/api/orders/${taken.id}/release`, { reason: '誤報' }),
  );
  await step('back online the first goes once, with its reason', async () => {
    await network.setOffline(false);
    await expect.poll(async () => (await orderOf(kept.id)).state, PATIENT).toBe('returned');
    const order = await orderOf(kept.id);
    expect(order.returns).toMatchObject([{ reason: '屬水利局權責' }]);
    expect(order.deviceTimes).toMatchObject([{ action: 'return' }]);
  });
  await step('the second is refused: what it is now, and the words stay until let go', async () => {
    await page.getByText('退件沒有被接受').waitFor(PATIENT);
    await page.getByText('現在是「已解除管制」').waitFor();
    await page.getByText('非本局道路').waitFor();
    expect((await orderOf(taken.id)).returns).toEqual([]);
    await press(page, '捨棄');
    await page.getByRole('alertdialog').getByRole('button', { name: '捨棄' }).click();
    await page.getByText('退件沒有被接受').waitFor({ state: 'detached' });
  });
  await network.close();
});

const issueOrder = async () => issuePothole(agent, await agencyIdOf(agent, AGENCY));
