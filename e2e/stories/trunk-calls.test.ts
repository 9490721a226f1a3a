import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { freePort } from '@1999/platform';
import { startTestApp, type TestApp, testConfig, until } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import { telephony } from '@1999/telephony';
import { MediaReady } from '@1999/telephony/contract/media';
import { commandCall, superviseCall } from '@1999/telephony/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Phone,
  type RunningEngine,
  startEngine,
} from '../../apps/city-simulator/src/engine/start-engine.ts';
import { ToneEar, toneFrames } from '../../apps/media/test/tone.ts';
import { lostCalls } from '../../packages/telephony/sweeps/lost-calls.ts';
import { everyFrame, headset } from '../support/headset.ts';

const CALLER = 700;
const AGENT = 1100;
const FIRE = 1500;
const BOSS = 1900;
const signIn = { user: 'hotline', password: 'a password of the inner network' };
const { secrets } = testConfig();

let port: number;
let mediaPort: number;
let recordings: string;
let media: ChildProcess;
let engine: RunningEngine;
let city: TestApp;
let stopListening: (() => Promise<void>) | undefined;
let closers: (() => unknown)[] = [];

async function startPeer(): Promise<void> {
  const env = {
    ...process.env,
    MEDIA_PORT: String(mediaPort),
    MEDIA_SECRET: secrets.media,
    MEDIA_EVENTS_URL: `http://127.0.0.1:${port}/telephony/media/events`,
    MEDIA_RECORDINGS: recordings,
    MEDIA_GONE_SECONDS: '1',
    MEDIA_SILENCE_SECONDS: '1',
  };
  const main = join(import.meta.dirname, '../../apps/media/src/main.ts');
  media = spawn(process.execPath, [main], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(media.stdout as NodeJS.ReadableStream, 'data');
  MediaReady.parse(JSON.parse(String(line)));
}
async function stopPeer(): Promise<void> {
  media.stdin?.end();
  await once(media, 'exit');
}

beforeAll(async () => {
  recordings = mkdtempSync(join(tmpdir(), 'trunk-'));
  [port, mediaPort] = [await freePort(), await freePort()];
  await startPeer();
});
afterAll(async () => {
  await stopPeer();
  rmSync(recordings, { recursive: true, force: true });
});
beforeEach(async () => {
  engine = await startEngine(signIn);
  const { host: name, origin } = new URL(engine.url);
  const engines = [{ name, url: `${origin}/ari` }];
  const endpoint = 'PJSIP/{number}@trunk';
  city = await startTestApp({
    modules: [messaging, directory, cases, routing, telephony],
    config: {
      secrets,
      mediaUrl: `http://127.0.0.1:${mediaPort}`,
      trunk: { ...signIn, engines, endpoint, number: '1999' },
      emergencyNumbers: { '110': '110', '119': '119' },
    },
  });
  await city.server.listen({ port, host: '127.0.0.1' });
  stopListening = await telephony.startWorker?.(city.app);
  await until(() => engine.listened());
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  closers = [];
  expect(engine.problems).toEqual([]);
  await stopListening?.();
  await engine.die();
  await city.close();
});

/** Looks until it holds, letting jobs and sweeps run meanwhile. */
const comesTrue = (what: () => boolean | Promise<boolean>, ms?: number) =>
  until(async () => {
    await city.settle();
    return what();
  }, ms);

/** A telephone that speaks a tone and tells what it hears. */
function handset(phone: Phone, hertz: number) {
  const ear = new ToneEar();
  phone.onSound((frame) => ear.take(frame));
  const tone = toneFrames(hertz);
  const hush = everyFrame(() => phone.speak(tone.next().value as Uint8Array));
  closers.push(hush);
  return { phone, ear, hush };
}
const callIn = (from = '0912345678') => handset(engine.callIn(from), CALLER);
const stepOf = async () => {
  const [row] = await city.app.sql`
    select step, state, end_reason from call where direction = 'inbound' order by id desc`;
  return row;
};
const atStep = (step: string) => comesTrue(async () => (await stepOf())?.step === step);
async function joins(agent: TestAgent, callId: string, hertz: number) {
  const one = await headset(hertz, async (sdp) => {
    const answer = await agent.post(`/api/calls/${callId}/leg`, { sdp });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body.sdp;
  });
  closers.push(() => one.close());
  return one;
}
async function takes(agent: TestAgent) {
  await comesTrue(async () => (await agent.get('/api/offers/current')).body.offer !== null);
  const { offer } = (await agent.get('/api/offers/current')).body;
  await agent.post(`/api/offers/${offer.offerId}/answer`);
  return offer;
}
/** A caller in conversation with an agent, about a danger. */
async function talking() {
  const agent = await readyAgent(city);
  const caller = callIn();
  await atStep('menu');
  caller.phone.press('9');
  const { callId } = await takes(agent);
  const desk = await joins(agent, callId, AGENT);
  await comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));
  return { agent, caller, callId: callId as string, desk };
}
const snapshot = async (agent: TestAgent, callId: string) =>
  (await agent.get(`/api/calls/${callId}/snapshot`)).body;

describe('a call by the city’s own trunk', () => {
  test('is answered, asks for a key, waits, and is talked, held, recorded and ended like any other', async () => {
    const caller = callIn();
    await comesTrue(() => caller.phone.state === 'Up');
    // The greeting, then the menu.
    await comesTrue(() => caller.ear.heard > 20 && !caller.ear.silent);
    caller.phone.press('1');
    await comesTrue(async () => (await city.app.sql`select turn from call`)[0]?.turn === 2);
    caller.phone.press('2');
    await atStep('queued');
    const agent = await readyAgent(city);
    const offer = await takes(agent);
    expect(offer).toMatchObject({ provider: 'sip', channel: 'phone', topic: 'report' });
    expect(offer.citizen.phone).toMatch(/678$/);
    const desk = await joins(agent, offer.callId, AGENT);
    await comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));

    await commandCall(agent, offer.callId, { type: 'hold' });
    await comesTrue(() => !caller.ear.hears(AGENT) && !caller.ear.silent && !desk.ear.hears(FIRE));
    await commandCall(agent, offer.callId, { type: 'resume' });
    await comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));

    caller.phone.hangUp();
    await atStep('ended');
    expect(await stepOf()).toMatchObject({ end_reason: 'completed' });
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
    await comesTrue(() => engine.board.channels.size === 0 && engine.board.bridges.size === 0);
    const files = () => city.app.sql<{ file: string }[]>`select file from recording_file`;
    await comesTrue(async () => (await files()).length === 2);
    for (const { file } of await files()) {
      expect(statSync(join(recordings, file)).size).toBeGreaterThan(1_000);
    }
  });

  test('that the agent ends is hung up at the engine', async () => {
    const { agent, caller, callId } = await talking();
    await commandCall(agent, callId, { type: 'endCall' });
    await comesTrue(() => caller.phone.ended !== null);
    await comesTrue(() => engine.board.channels.size === 0);
  });

  test('whose caller withholds the number is taken all the same', async () => {
    callIn('anonymous');
    await atStep('menu');
  });

  test('that comes twice, or whose end comes first, is one call and stays ended', async () => {
    const caller = callIn();
    await atStep('menu');
    engine.board.enter(engine.board.channels.get(caller.phone.channelId) as never, '1999', []);
    caller.phone.hangUp();
    await atStep('ended');
    expect(await city.app.sql`select from call`).toHaveLength(1);
  });
});

describe('somebody outside', () => {
  const fire = () => {
    const called: ReturnType<typeof handset>[] = [];
    engine.at('119', (phone) => {
      called.push(handset(phone, FIRE));
      phone.answer();
    });
    return called;
  };
  const add = (agent: TestAgent, callId: string, service: '110' | '119') =>
    commandCall(agent, callId, { type: 'addExternal', to: { service }, confirmed: true });

  test('is rung through the trunk; all three hear each other, and the two go on', async () => {
    const { agent, caller, callId, desk } = await talking();
    const called = fire();
    expect((await add(agent, callId, '119')).status).toBe(200);
    await comesTrue(() => called[0]?.ear.hears(CALLER) === true && called[0].ear.hears(AGENT));
    await comesTrue(() => caller.ear.hears(AGENT) && caller.ear.hears(FIRE));
    called[0]?.phone.hangUp();
    await comesTrue(async () => {
      const { parties } = await snapshot(agent, callId);
      return parties.at(-1).leftReason === 'hangUp';
    });
    await comesTrue(() => desk.ear.hears(CALLER) && !caller.ear.hears(FIRE));
    // The caller’s line, its sound, and nothing of 119’s.
    expect(engine.board.channels.size).toBe(2);
  });

  test('who is busy is told so to the agent', async () => {
    const { agent, callId } = await talking();
    engine.at('110', (phone) => phone.hangUp(17));
    await add(agent, callId, '110');
    await comesTrue(async () => {
      const { parties } = await snapshot(agent, callId);
      return parties.at(-1).leftReason === 'busy';
    });
  });

  test('has the caller alone after a blind transfer, until one of them hangs up', async () => {
    const { agent, caller, callId } = await talking();
    const called = fire();
    const to = { outside: { service: '119' }, confirmed: true } as const;
    await commandCall(agent, callId, { type: 'blindTransfer', to });
    await atStep('handedOver');
    await comesTrue(() => called[0]?.ear.hears(CALLER) === true && caller.ear.hears(FIRE));
    expect(caller.ear.hears(AGENT)).toBe(false);
    called[0]?.phone.hangUp();
    await comesTrue(() => caller.phone.ended !== null);
  });
});

test('a supervisor listens, whispers and barges in', async () => {
  const { caller, callId, desk } = await talking();
  const boss = await someAgent(city, [], 'supervisor');
  await superviseCall(boss, callId, { type: 'monitor' });
  const ear = await joins(boss, callId, BOSS);
  await comesTrue(() => ear.ear.heard > 10);
  await superviseCall(boss, callId, { type: 'whisper' });
  await comesTrue(() => desk.ear.heard > 10);
  expect(caller.ear.hears(BOSS)).toBe(false);
  await superviseCall(boss, callId, { type: 'barge' });
  await comesTrue(() => caller.ear.hears(BOSS) && caller.ear.hears(AGENT));
});

describe('where the flow takes a message', () => {
  const beep = async () => {
    const boss = await someAgent(city, [], 'supervisor');
    const message = { do: 'voicemail', prompts: [{ prompt: 'goodbye' }] };
    const queue = { do: 'queue' };
    const flow = { start: 'message', danger: 'queue', steps: { message, queue } };
    const published = await boss.post('/api/ivr/flows', { flow, note: 'the night' });
    expect(published.status).toBe(200);
    const caller = callIn();
    const begun = async () => (await city.app.sql`select from recording`).length === 1;
    await comesTrue(begun, 20_000);
    await until(() => caller.ear.silent);
    return caller;
  };
  const kept = async () => {
    await comesTrue(async () => (await city.app.sql`select from recording_file`).length === 1);
    const [row] = await city.app.sql`
      select c.end_reason, r.kind, r.state, f.duration_ms, b.reason
      from call c join recording r on r.call_id = c.id
      join recording_file f on f.recording_id = r.id
      join callback b on b.call_id = c.id`;
    expect(row).toMatchObject({ kind: 'message', state: 'stopped', reason: 'message' });
    expect(row?.duration_ms).toBeGreaterThan(100);
    return row;
  };

  test('a key ends it; the caller hears goodbye and will be called back', async () => {
    const caller = await beep();
    caller.phone.press('#');
    await atStep('goodbye');
    await comesTrue(() => caller.phone.ended !== null, 20_000);
    expect(await kept()).toMatchObject({ end_reason: 'message' });
  });

  test('so does hanging up, and its longest time', async () => {
    const caller = await beep();
    caller.phone.hangUp();
    expect(await kept()).toMatchObject({ end_reason: 'message' });
    const other = callIn('0922345678');
    await comesTrue(async () => (await city.app.sql`select from recording`).length === 2, 20_000);
    city.clock.advance({ seconds: 180 });
    await atStep('goodbye');
    other.phone.hangUp();
  });
});

describe('when something is lost', () => {
  test('a connection to the engine: the talk goes on, and a hang-up meanwhile is found', async () => {
    const { caller, desk } = await talking();
    engine.cut();
    await until(() => !engine.listened());
    await until(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));
    caller.phone.hangUp();
    await comesTrue(async () => (await stepOf())?.state === 'ended');
    await until(() => engine.listened());
  });

  test('the media peer: it is started anew, and caller and agent talk on', async () => {
    const { agent, caller, callId } = await talking();
    await stopPeer();
    await startPeer();
    const desk = await joins(agent, callId, AGENT);
    await comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT), 20_000);
    expect(await stepOf()).toMatchObject({ step: 'connected' });
  });

  test('the engine, in a danger: the call ends as dropped, and the citizen is called back by the next', async () => {
    const { agent, caller } = await talking();
    caller.hush();
    await engine.die();
    engine = await startEngine({ ...signIn, port: Number(new URL(engine.url).port) });
    const answered: ReturnType<typeof handset>[] = [];
    engine.at('+886912345678', (phone) => {
      answered.push(handset(phone, CALLER));
      phone.answer();
    });
    await comesTrue(async () => {
      const [row] = await city.app.sql`select end_reason from call where direction = 'inbound'`;
      return row?.end_reason === 'failed';
    });
    const { callId, purpose } = await takes(agent);
    expect(purpose).toBe('callback');
    const desk = await joins(agent, callId, AGENT);
    await comesTrue(() => desk.ear.hears(CALLER) && answered[0]?.ear.hears(AGENT) === true);
    answered[0]?.phone.hangUp();
    await comesTrue(async () => {
      const [row] = await city.app.sql`select state from callback`;
      return row?.state === 'done';
    });
  });

  test('the engine for good: it neither answers nor sounds, and the reconciler ends the call', async () => {
    const { caller } = await talking();
    caller.hush();
    await engine.die();
    // The peer calls a line silent after a second here.
    await until(async () => {
      city.clock.advance({ seconds: 60 });
      await lostCalls.run(city.app);
      return (await stepOf())?.state === 'ended';
    });
    expect(await stepOf()).toMatchObject({ end_reason: 'unknown' });
    engine = await startEngine({ ...signIn, port: Number(new URL(engine.url).port) });
  });
});
