import type { DeliveryView } from '@1999/messaging/contract';
import { type PushedBrowser, startPushService } from '@1999/messaging/testing/push-service';
import { until } from '@1999/platform/testing/until';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole } from '../support/orders.ts';
import { agencyAt } from '../support/people.ts';
import { step } from '../support/step.ts';

const PATIENT = { timeout: 30_000, interval: 250 };

let service: Awaited<ReturnType<typeof startPushService>>;
let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  service = await startPushService();
  [hotline, browser] = await Promise.all([
    startHotlineProcess({ OUTGOING_HOSTS: service.host }),
    launchBrowser(),
  ]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  await service?.close();
});

test('an officer’s closed app is told of an order, and a tap opens it', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const supervisor = await signedIn(hotline.url, 'supervisor1');
  const agencyId = await agencyIdOf(agent, 'pwb-maintenance');
  await supervisor.post(`/api/agencies/${agencyId}/channels`, { level: 'danger', channel: 'push' });
  const { page } = await agencyAt(browser, hotline.url);
  const context = page.context();
  await context.grantPermissions(['notifications']);
  const phone = await step('turns notifications on', () => turnOn(page));
  const order = await issuePothole(agent, agencyId);
  await step('the city pushes number and link, and no place', async () => {
    await until(() => phone.messages.length > 0);
    expect(phone.messages.map(({ data }) => data)).toMatchObject([
      {
        titleZh: `緊急派工單 ${order.number}`,
        titleEn: `Urgent order ${order.number}`,
        danger: true,
        tag: `order:${order.number}`,
        link: `orders/${order.id}`,
      },
    ]);
  });
  await step('the device shows it', async () => {
    await page.goto(`${hotline.url}/agency/device`);
    await arrive(page, JSON.stringify(phone.messages[0]?.data));
    await until(async () => (await shown(page)).length > 0);
    expect(await shown(page)).toEqual([
      { title: `◆ 緊急派工單 ${order.number}`, body: `Urgent order ${order.number}` },
    ]);
  });
  await step('and the supervisor reads that it was shown, not only sent', () =>
    expect
      .poll(async () => {
        const told: DeliveryView[] = await supervisor.get(`/api/deliveries?refId=${order.id}`);
        return told.find(({ channel }) => channel === 'push')?.state;
      }, PATIENT)
      .toBe('delivered'),
  );
  await step('a tap opens the order', async () => {
    await tap(context);
    await page.waitForURL(`${hotline.url}/agency/orders/${order.id}`);
    await page.getByText(order.number).first().waitFor();
  });
});

/**
 * Turns notifications on in the app. The browser under test has no push service of its own maker,
 * so that it is given a subscription at ours; all else is the app's.
 */
async function turnOn(page: Page): Promise<PushedBrowser> {
  const officer = await signedIn(hotline.url, 'agency1');
  const { publicKey } = await officer.get('/api/push-key');
  const subscribed = service.subscribe(publicKey);
  await page.addInitScript((subscription) => {
    PushManager.prototype.subscribe = async () =>
      Object.assign({}, subscription, { toJSON: () => subscription }) as never;
  }, subscribed.subscription);
  await page.goto(`${hotline.url}/agency/device`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('button', { name: '開啟推播' }).click();
  await page.getByText('已開啟。').waitFor();
  return subscribed;
}

/** Brings a message to the app's service worker, as the browser's push client does. */
async function arrive(page: Page, data: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.includes('/agency/'));
      if (found) resolve(found.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: hotline.url,
    registrationId,
    data,
  });
}

function shown(page: Page): Promise<{ title: string; body: string }[]> {
  return page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    const notifications = await worker.getNotifications();
    return notifications.map(({ title, body }) => ({ title, body }));
  });
}

/** A tap on the notification. Only a real finger may bring a window to the front. */
async function tap(context: BrowserContext): Promise<void> {
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(`(async () => {
    WindowClient.prototype.focus = async function () { return this; };
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  })()`);
}
