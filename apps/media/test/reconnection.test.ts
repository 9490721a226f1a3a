import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsers, hears, openBrowsers } from './browsers.ts';
import { type MediaProcess, startMedia } from './media-process.ts';

declare const lab: {
  states: { name: string; reason?: string }[];
  call: { close(): void; reconnect(): void };
};

let media: MediaProcess;
let browsers: Browsers;
beforeAll(async () => {
  media = await startMedia();
  browsers = await openBrowsers(() => media);
});
afterAll(async () => {
  await browsers?.close();
  await media?.stop();
});

test('when the media process is killed, the pages find the next one by themselves and talk on', async () => {
  const callId = randomUUID();
  const caller = { callId, legId: randomUUID(), kind: 'caller', hertz: 700 };
  const agent = { callId, legId: randomUUID(), kind: 'agent', hertz: 1100 };
  const pages = [await browsers.sit(caller), await browsers.sit(agent)] as const;
  const bothConnected = async () => {
    for (const { legId } of [caller, agent]) {
      await media.hotline.event(
        'state',
        (event) => event.legId === legId && event.state === 'connected',
      );
    }
  };
  await bothConnected();
  await media.command(callId, { type: 'bridge', legs: [caller.legId, agent.legId] });
  await hears(pages[0], 'main', 1100);

  const killed = media;
  media = await startMedia();
  const from = performance.now();
  killed.child.kill('SIGKILL');
  await bothConnected();
  await media.command(callId, { type: 'bridge', legs: [caller.legId, agent.legId] });
  await hears(pages[0], 'main', 1100);
  await hears(pages[1], 'main', 700);
  console.info(`killed → both talk again: ${Math.round(performance.now() - from)} ms`);
  const states = await pages[0].evaluate(() => lab.states.map(({ name }) => name));
  expect(states.slice(0, 3)).toEqual(['connecting', 'connected', 'reconnecting']);
  expect(states.at(-1)).toBe('connected');
  await killed.stop();

  // A page that closes its call says nothing more and does not come back.
  await pages[1].evaluate(() => lab.call.close());
  await media.hotline.event(
    'state',
    (event) => event.legId === agent.legId && event.state === 'disconnected',
  );
  expect(await pages[1].evaluate(() => lab.states.at(-1)?.name)).toBe('closed');
}, 40_000);

test('a page with a real microphone connects, and again when it asks to', async () => {
  const callId = randomUUID();
  const seat = { callId, legId: randomUUID(), kind: 'caller', hertz: 0 };
  const page = await browsers.sit({ ...seat, microphone: 'device' });
  const connections = () =>
    page.evaluate(() => lab.states.filter(({ name }) => name === 'connected').length);
  await expect.poll(connections, { timeout: 10_000 }).toBe(1);
  await page.evaluate(() => lab.call.reconnect());
  await expect.poll(connections, { timeout: 10_000 }).toBe(2);
  expect((await media.snapshot(callId)).legs).toMatchObject([{ state: 'connected' }]);
  await page.close();
});

test('a page without a microphone says so and bothers the server with nothing', async () => {
  const callId = randomUUID();
  const seat = { callId, legId: randomUUID(), kind: 'caller', hertz: 0 };
  const { calls } = await media.health();
  const page = await browsers.sit({ ...seat, microphone: 'missing' });
  await page.waitForFunction(() => lab.states.at(-1)?.name === 'failed');
  expect(await page.evaluate(() => lab.states)).toEqual([
    { name: 'failed', reason: 'microphoneMissing' },
  ]);
  expect((await media.health()).calls).toBe(calls);
  await page.close();
});
