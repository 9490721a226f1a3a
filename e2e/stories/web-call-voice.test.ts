import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { freePort } from '@1999/platform';
import { startTestApp, type TestApp, testConfig, until } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { readyAgent } from '@1999/routing/testing';
import { SILENT_FRAME } from '@1999/sound';
import { telephony } from '@1999/telephony';
import { MediaReady } from '@1999/telephony/contract/media';
import { commandCall } from '@1999/telephony/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeBrowser } from '../../apps/media/test/node-browser.ts';

let city: TestApp;
let stopMedia: () => Promise<unknown>;
beforeAll(async () => {
  const port = await freePort();
  const { secrets } = testConfig();
  const main = join(import.meta.dirname, '../../apps/media/src/main.ts');
  const env = {
    ...process.env,
    MEDIA_SECRET: secrets.media,
    MEDIA_EVENTS_URL: `http://127.0.0.1:${port}/telephony/media/events`,
    MEDIA_GONE_SECONDS: '1',
  };
  const media = spawn(process.execPath, [main], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(media.stdout, 'data');
  const ready = MediaReady.parse(JSON.parse(String(line)));
  stopMedia = async () => {
    media.stdin.end();
    await once(media, 'exit');
  };
  city = await startTestApp({
    modules: [messaging, directory, cases, routing, telephony],
    config: { secrets, mediaUrl: `http://127.0.0.1:${ready.port}` },
  });
  await city.server.listen({ port, host: '127.0.0.1' });
});
afterAll(async () => {
  await stopMedia?.();
  await city?.close();
});

/** Looks until it holds, letting jobs and sweeps run meanwhile. */
const untilSettled = (what: () => Promise<boolean>) =>
  until(async () => {
    await city.settle();
    return what();
  });

test('a citizen calls from a page, is put through, and agent and citizen hear each other', async () => {
  const started = (await city.as({ kind: 'public', id: null }).post('/api/webcalls', {})).body;
  const citizen = city.as({ kind: 'capability', capability: 'call', id: started.callId });
  const url = `/api/webcalls/${started.callId}`;
  const view = async () => (await citizen.get(url)).body;

  const phone = await nodeBrowser();
  await phone.accept((await citizen.post(`${url}/leg`, { sdp: phone.sdp })).body.sdp);
  await untilSettled(async () => (await view()).step === 'language');
  await untilSettled(async () => phone.received() > 20);
  await phone.press(JSON.stringify({ type: 'digit', digit: '1' }));
  await untilSettled(async () => (await view()).step === 'topic');
  await phone.press(JSON.stringify({ type: 'digit', digit: '2' }));
  await untilSettled(async () => (await view()).queuePosition === 1);

  const agent = await readyAgent(city);
  const { offer } = (await agent.get('/api/offers/current')).body;
  await agent.post(`/api/offers/${offer.offerId}/answer`);
  const join = async () => {
    const headset = await nodeBrowser();
    const leg = await agent.post(`/api/calls/${started.callId}/leg`, { sdp: headset.sdp });
    await headset.accept(leg.body.sdp);
    await untilSettled(async () => {
      const [row] = await city.app.sql`select agent_present from call`;
      return row?.agent_present;
    });
    return headset;
  };
  const hears = async (ear: { received(): number }, mouth: { speak(frame: Buffer): void }) => {
    const before = ear.received();
    await until(() => {
      mouth.speak(Buffer.from(SILENT_FRAME));
      return ear.received() > before + 10;
    });
  };
  const headset = await join();
  await hears(headset, phone);
  await hears(phone, headset);

  // The agent reloads: the old page is gone without a word, the new one finds the call.
  await headset.close();
  const current = (await agent.get('/api/calls/current')).body.call;
  expect(current).toMatchObject({ callId: started.callId, state: 'connected' });
  const again = await join();
  await hears(again, phone);
  await hears(phone, again);

  await commandCall(agent, started.callId, { type: 'endCall' });
  await untilSettled(async () => (await view()).state === 'ended');
  expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
  await Promise.all([phone.close(), again.close()]);
});
