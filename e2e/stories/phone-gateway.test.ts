import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { deliver, messaging, purposes } from '@1999/messaging';
import { freePort, inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp, testConfig, until } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { readyAgent } from '@1999/routing/testing';
import { telephony } from '@1999/telephony';
import { commandCall } from '@1999/telephony/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type RunningCarrier,
  startCarrier,
} from '../../apps/city-simulator/src/carrier/start-carrier.ts';

let carrier: RunningCarrier;
let city: TestApp;
beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const hook = (path: string) => `${publicUrl}/telephony/twilio/${path}`;
  const { twilio } = testConfig();
  carrier = await startCarrier({
    ...twilio,
    voiceUrl: hook('voice'),
    fallbackUrl: hook('fallback'),
    statusUrl: hook('status'),
    clientVoiceUrl: hook('client'),
    callsPerSecond: 0,
    speed: 20,
  });
  city = await startTestApp({
    modules: [messaging, directory, cases, routing, telephony],
    config: { publicUrl, twilio: { ...twilio, apiUrl: carrier.url } },
  });
  await city.server.listen({ port, host: '127.0.0.1' });
});
afterAll(async () => {
  await carrier?.close();
  await city?.close();
});

const stateOf = async (sid: string) => {
  const [row] = await city.app.sql`select state, end_reason from call where provider_sid = ${sid}`;
  return row;
};
const heard = (leg: ReturnType<RunningCarrier['dial']>) =>
  leg.heard.map(({ text }) => text).join('\n');

test('a telephone dials 1999, presses keys, waits, talks with an agent and hangs up', async () => {
  const leg = carrier.dial('0912345678');
  await until(() => heard(leg).includes('請按'));
  await until(() => leg.listener !== undefined);
  leg.press('1');
  await until(async () => heard(leg).includes('危險狀況') && leg.listener !== undefined);
  leg.press('2');
  await until(() => heard(leg).includes('排在第1位'));
  expect(await stateOf(leg.sid)).toMatchObject({ state: 'queued' });

  const agent = await readyAgent(city);
  const { offer } = (await agent.get('/api/offers/current')).body;
  const { callId } = (await agent.post(`/api/offers/${offer.offerId}/answer`)).body;
  const { identity, token } = (await agent.post('/api/calls/client-token')).body;
  const joined = await fetch(`${carrier.url}/client/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identity, token, params: { callId } }),
  });
  expect(joined.status).toBe(201);
  await until(() => heard(leg).includes('connected'));

  await commandCall(agent, callId, { type: 'hold' });
  await city.settle();
  await until(() => heard(leg).includes('on-hold'));
  await commandCall(agent, callId, { type: 'resume' });
  await city.settle();
  await until(() => leg.heard.at(-1)?.text === 'connected');

  // The agent's page reloads: its line goes, the call stays.
  const { sid } = (await joined.json()) as { sid: string };
  await fetch(`${carrier.url}/client/calls/${sid}`, { method: 'DELETE' });
  await carrier.board.callbacks.settled();
  expect(await stateOf(leg.sid)).toMatchObject({ state: 'connected' });
  expect((await agent.get('/api/calls/current')).body.call).toMatchObject({ callId });

  leg.end();
  await until(async () => (await stateOf(leg.sid))?.state === 'ended');
  expect(await stateOf(leg.sid)).toMatchObject({ end_reason: 'completed' });
  expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
});

test('the agent ends the call and the caller’s line is closed at the carrier', async () => {
  const leg = carrier.dial('0922222222');
  await until(() => leg.listener !== undefined);
  leg.press('9');
  await until(async () => (await stateOf(leg.sid))?.state === 'queued');
  const agent = await readyAgent(city);
  const { offer } = (await agent.get('/api/offers/current')).body;
  expect(offer).toMatchObject({ danger: true });
  await agent.post(`/api/offers/${offer.offerId}/answer`);
  await commandCall(agent, offer.callId, { type: 'endCall' });
  await city.settle();
  await until(() => leg.over);
  expect(await stateOf(leg.sid)).toMatchObject({ state: 'ended', end_reason: 'completed' });
});

test('callbacks doubled and shuffled on their way end in the same state', async () => {
  carrier.faults({ copies: 3, shuffleMs: 30 });
  const leg = carrier.dial('0933333333');
  await until(() => leg.listener !== undefined);
  leg.press('1');
  await until(async () => heard(leg).includes('危險狀況') && leg.listener !== undefined);
  leg.press('1');
  await until(() => heard(leg).includes('排在第'));
  leg.end();
  await until(async () => (await stateOf(leg.sid))?.state === 'ended');
  await carrier.board.callbacks.settled();
  expect(await stateOf(leg.sid)).toMatchObject({ state: 'ended', end_reason: 'abandoned' });
  carrier.faults({});
});

test('an automated call rings a duty phone, and the key it presses acknowledges', async () => {
  city.app.services.get(purposes).set('order.notify', async () => '路樹傾倒，請立即處理。');
  const alert = async (phone: string) => {
    const id = await inTransaction(city.caller(), async (context) => {
      const citizenId = await city.app.vault.citizenByPhone(context.tx, phone, context.now);
      const to = { citizenId };
      const about = { purpose: 'order.notify', refType: 'order', refId: newId(), to } as const;
      return (await deliver.within(context, { channel: 'voice', ...about })).deliveryId;
    });
    await city.settle();
    return async () => (await city.app.sql`select state, reason from delivery where id = ${id}`)[0];
  };
  carrier.program('0955555555', { kind: 'answers', afterSeconds: 0, presses: ['2', '1'] });
  const answered = await alert('+886955555555');
  await until(async () => (await answered())?.state === 'acknowledged');
  carrier.program('0966666666', { kind: 'busy' });
  const engaged = await alert('+886966666666');
  await until(async () => (await engaged())?.state === 'failed');
  expect(await engaged()).toMatchObject({ reason: 'busy' });
});
