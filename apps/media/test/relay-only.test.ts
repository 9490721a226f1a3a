import { randomBytes, randomUUID } from 'node:crypto';
import { turnCredentials } from '@1999/telephony/turn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsers, hears, openBrowsers } from './browsers.ts';
import { startCoturn } from './coturn.ts';
import { type MediaProcess, startMedia } from './media-process.ts';

const CALLER = 700;
const AGENT = 1100;

type Lab = {
  peer: RTCPeerConnection;
  states: { name: string }[];
};
declare const lab: Lab;

let turn: Awaited<ReturnType<typeof startCoturn>>;
let media: MediaProcess;
let browsers: Browsers;
const secret = randomBytes(16).toString('hex');
beforeAll(async () => {
  turn = await startCoturn(secret);
  media = await startMedia({ MEDIA_PUBLIC_ADDRESSES: '127.0.0.1' });
  browsers = await openBrowsers(() => media);
});
afterAll(async () => {
  await browsers?.close();
  await media?.stop();
  turn?.stop();
});

const callId = randomUUID();
const caller = { callId, legId: randomUUID(), kind: 'caller', hertz: CALLER };
const agent = { callId, legId: randomUUID(), kind: 'agent', hertz: AGENT };

test('a citizen whose network lets nothing but the relay out talks with an agent', async () => {
  const credentials = turnCredentials(secret, callId, Date.now());
  const citizen = await browsers.sit({ ...caller, relay: { urls: [turn.url], ...credentials } });
  const desk = await browsers.sit(agent);
  const both = [caller.legId, agent.legId] as const;
  for (const legId of both) {
    await media.hotline.event('state', (one) => one.legId === legId && one.state === 'connected');
  }
  const talk = [
    { leg: caller.legId, main: agent.legId, side: null },
    { leg: agent.legId, main: caller.legId, side: null },
  ];
  await media.command(callId, { type: 'arrange', hears: talk });
  await hears(citizen, 'main', AGENT);
  await hears(desk, 'main', CALLER);
  const way = await citizen.evaluate(async () => {
    const stats = [...(await lab.peer.getStats()).values()];
    const pair = stats.find(
      ({ type, state, nominated }) =>
        type === 'candidate-pair' && nominated && state === 'succeeded',
    );
    return stats.find(({ id }) => id === pair?.localCandidateId)?.candidateType;
  });
  expect(way).toBe('relay');
}, 60_000);

test('credentials of another secret, or past their time, get no relay', async () => {
  const now = Date.now();
  for (const wrong of [
    turnCredentials('another secret', callId, now),
    turnCredentials(secret, callId, now - 2 * 3_600_000),
  ]) {
    const legId = randomUUID();
    const page = await browsers.sit({ ...caller, legId, relay: { urls: [turn.url], ...wrong } });
    await page.waitForFunction(() => lab.peer?.iceGatheringState === 'complete');
    expect(await page.evaluate(() => lab.states.some(({ name }) => name === 'connected'))).toBe(
      false,
    );
    await page.close();
  }
}, 60_000);
