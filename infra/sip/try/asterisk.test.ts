import type { ChildProcess } from 'node:child_process';
import { freePort } from '@1999/platform';
import { until } from '@1999/platform/testing';
import { readyAgent } from '@1999/routing/testing';
import { commandCall } from '@1999/telephony/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPeer, startTrunkCity, type TrunkCity } from '../../../e2e/support/trunk-city.ts';
import { render } from '../render.ts';
import { fetchAsterisk, killAsterisk, startAsterisk } from './asterisk.ts';
import { type SipLine, SipPhone } from './sip-phone.ts';
import { fetchTools, folderOf, startKamailio } from './tools.ts';

/**
 * The whole way with real parts: a telephone at the carrier's address → Kamailio → Asterisk → the
 * hotline and its media peer → an agent's WebRTC.
 */
const CALLER = 700;
const AGENT = 1100;
const FIRE = 1500;
const settings = {
  CARRIER_ADDRESS: '127.0.0.2',
  CARRIER_PORT: '15062',
  EDGE_ADDRESS: '127.0.0.10',
  EDGE_PORT: '15060',
  ENGINE_ADDRESS: '127.0.0.11',
  SECOND_ENGINE_ADDRESS: '127.0.0.12',
  ENGINE_SIP_PORT: '15070',
  ENGINE_NAME: 'one',
  ARI_PORT: '18088',
  ARI_USER: 'hotline',
  ARI_PASSWORD: 'a password of the inner network',
  RTP_FIRST_PORT: '31000',
  RTP_LAST_PORT: '31999',
  HOTLINE_NUMBER: '1999',
  HOTLINE_NUMBERS: '^(\\+?8867|07)?1999$',
  CALLS_PER_SECOND: '50',
};
const engineUrl = `http://${settings.ENGINE_ADDRESS}:${settings.ARI_PORT}`;
const signIn = { user: settings.ARI_USER, password: settings.ARI_PASSWORD };

let kamailio: ChildProcess;
let asterisk: ChildProcess;
let port: number;
let peer: Awaited<ReturnType<typeof startPeer>>;
let hotline: TrunkCity;
let carrier: SipPhone;

beforeAll(async () => {
  fetchTools();
  fetchAsterisk();
  const folder = folderOf('edge-of-asterisk');
  render('kamailio', settings, folder);
  kamailio = await startKamailio(folder);
  asterisk = await startAsterisk(settings);
  port = await freePort();
  peer = await startPeer(port);
}, 600_000);
afterAll(async () => {
  await peer?.close();
  if (asterisk) await killAsterisk(asterisk);
  kamailio?.kill();
});
beforeEach(async () => {
  hotline = await startTrunkCity({ engineUrl, signIn, mediaUrl: peer.url, port });
  carrier = await new SipPhone(
    { address: settings.CARRIER_ADDRESS, port: Number(settings.CARRIER_PORT) },
    { address: settings.EDGE_ADDRESS, port: Number(settings.EDGE_PORT) },
  ).open();
});
afterEach(async () => {
  carrier.close();
  await hotline.close();
});

const listens = async () => {
  await hotline.listen();
  const headers = {
    authorization: `Basic ${Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64')}`,
  };
  await until(async () => {
    const answer = await fetch(`${engineUrl}/ari/applications/1999`, { headers });
    return answer.ok;
  });
};
const channels = async (): Promise<{ id: string }[]> => {
  const headers = {
    authorization: `Basic ${Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64')}`,
  };
  return (await (await fetch(`${engineUrl}/ari/channels`, { headers })).json()) as { id: string }[];
};
const handset = (line: SipLine, hertz: number) =>
  hotline.handset(
    line,
    (hear) => {
      line.hear = hear;
    },
    hertz,
  );
async function talking() {
  const agent = await readyAgent(hotline.city);
  const line = await carrier.call('0912345678', '1999');
  const caller = handset(line, CALLER);
  await hotline.atStep('menu');
  await hotline.comesTrue(() => caller.ear.heard > 20 && !caller.ear.silent);
  line.press('9');
  const { callId } = await hotline.takes(agent);
  const desk = await hotline.joins(agent, callId, AGENT);
  await hotline.comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT), 20_000);
  return { agent, line, caller, callId: callId as string, desk };
}

test('a call by SIP is answered, pressed, talked, held and ended by the agent', async () => {
  await listens();
  const { agent, line, caller, callId, desk } = await talking();
  await commandCall(agent, callId, { type: 'hold' });
  await hotline.comesTrue(() => !caller.ear.hears(AGENT) && !caller.ear.silent);
  await commandCall(agent, callId, { type: 'resume' });
  await hotline.comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));
  await commandCall(agent, callId, { type: 'endCall' });
  await hotline.comesTrue(() => line.state === 'over');
  await hotline.comesTrue(async () => (await channels()).length === 0);
}, 120_000);

test('119 is rung by SIP, all three hear each other; 110 is busy; the caller hangs up', async () => {
  await listens();
  const { agent, line, caller, callId, desk } = await talking();
  const fire: ReturnType<typeof handset>[] = [];
  carrier.called = (number, called) => {
    if (number !== '119') return false;
    fire.push(handset(called, FIRE));
    return true;
  };
  const add = (service: '110' | '119') =>
    commandCall(agent, callId, { type: 'addExternal', to: { service }, confirmed: true });
  const left = async () => (await hotline.snapshot(agent, callId)).parties.at(-1).leftReason;
  await add('119');
  await hotline.comesTrue(() => fire[0]?.ear.hears(CALLER) === true && fire[0].ear.hears(AGENT));
  await hotline.comesTrue(() => caller.ear.hears(AGENT) && caller.ear.hears(FIRE));
  fire[0]?.phone.hangUp();
  await hotline.comesTrue(async () => (await left()) === 'hangUp');
  await add('110');
  await hotline.comesTrue(async () => (await left()) === 'busy');
  await hotline.comesTrue(() => desk.ear.hears(CALLER));
  line.hangUp();
  await hotline.atStep('ended');
  expect(await hotline.lastCall()).toMatchObject({ end_reason: 'completed' });
  await hotline.comesTrue(async () => (await channels()).length === 0);
}, 120_000);

test('what happens while nobody listens to the engine is found afterwards', async () => {
  await listens();
  const { line, caller, desk } = await talking();
  await hotline.hush();
  await until(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));
  line.hangUp();
  await until(async () => (await channels()).every(({ id }) => id.startsWith('media.')));
  await listens();
  await hotline.comesTrue(async () => (await hotline.lastCall())?.state === 'ended');
}, 120_000);

test('without a hotline the engine itself says so', async () => {
  const line = await carrier.call('0912345678', '1999');
  const caller = handset(line, CALLER);
  await until(() => caller.ear.heard > 50 && !caller.ear.silent, 20_000);
  line.hangUp();
}, 60_000);

test('an engine that is killed in a danger: the call has ended as dropped, and the citizen is rung', async () => {
  await listens();
  const { agent } = await talking();
  await killAsterisk(asterisk);
  asterisk = await startAsterisk(settings);
  const rung: ReturnType<typeof handset>[] = [];
  carrier.called = (_, called) => {
    rung.push(handset(called, CALLER));
    return true;
  };
  await hotline.comesTrue(async () => (await hotline.lastCall())?.end_reason === 'failed', 30_000);
  const { callId, purpose } = await hotline.takes(agent);
  expect(purpose).toBe('callback');
  const desk = await hotline.joins(agent, callId, AGENT);
  await hotline.comesTrue(
    () => desk.ear.hears(CALLER) && rung[0]?.ear.hears(AGENT) === true,
    20_000,
  );
  rung[0]?.phone.hangUp();
  await hotline.comesTrue(async () => {
    const [row] = await hotline.city.app.sql`select state from callback`;
    return row?.state === 'done';
  });
}, 180_000);
