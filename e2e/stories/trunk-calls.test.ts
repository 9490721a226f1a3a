import { statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@1999/platform';
import { until } from '@1999/platform/testing';
import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import { commandCall, superviseCall } from '@1999/telephony/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Phone,
  type RunningEngine,
  startEngine,
} from '../../apps/city-simulator/src/engine/start-engine.ts';
import { lostCalls } from '../../packages/telephony/sweeps/lost-calls.ts';
import { startPeer, startTrunkCity, type TrunkCity } from '../support/trunk-city.ts';

const CALLER = 700;
const AGENT = 1100;
const FIRE = 1500;
const BOSS = 1900;
/** The lower of the ringing tone's two. */
const RINGING = 440;
const signIn = { user: 'hotline', password: 'a password of the inner network' };

let port: number;
let peer: Awaited<ReturnType<typeof startPeer>>;
let engine: RunningEngine;
let hotline: TrunkCity;
beforeAll(async () => {
  port = await freePort();
  peer = await startPeer(port);
});
afterAll(() => peer?.close());
beforeEach(async () => {
  engine = await startEngine(signIn);
  const at = { engineUrl: engine.url, signIn, mediaUrl: peer.url, port };
  hotline = await startTrunkCity(at);
  await hotline.listen();
  await until(() => engine.listened());
});
afterEach(async () => {
  expect(engine.problems).toEqual([]);
  await hotline.hush();
  await engine.die();
  await hotline.close();
});

const handset = (phone: Phone, hertz: number) => hotline.handset(phone, phone.onSound, hertz);
const callIn = (from = '0912345678') => handset(engine.callIn(from), CALLER);
/** The same engine's place, with another that knows of nothing. */
const anew = () => startEngine({ ...signIn, port: Number(new URL(engine.url).port) });
/** A caller in conversation with an agent, about a danger. */
async function talking() {
  const agent = await readyAgent(hotline.city);
  const caller = callIn();
  await hotline.atStep('menu');
  caller.phone.press('9');
  const { callId } = await hotline.takes(agent);
  const desk = await hotline.joins(agent, callId, AGENT);
  await hotline.comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));
  return { agent, caller, callId: callId as string, desk };
}

describe('a call by the city’s own trunk', () => {
  test('is answered, asks for a key, waits, and is talked, held, recorded and ended like any other', async () => {
    const caller = callIn();
    await hotline.comesTrue(() => caller.phone.state === 'Up');
    // The greeting, then the menu.
    await hotline.comesTrue(() => caller.ear.heard > 20 && !caller.ear.silent);
    caller.phone.press('1');
    await hotline.comesTrue(
      async () => (await hotline.city.app.sql`select turn from call`)[0]?.turn === 2,
    );
    caller.phone.press('2');
    await hotline.atStep('queued');
    const agent = await readyAgent(hotline.city);
    const offer = await hotline.takes(agent);
    expect(offer).toMatchObject({ provider: 'sip', channel: 'phone', topic: 'report' });
    expect(offer.citizen.phone).toMatch(/678$/);
    const desk = await hotline.joins(agent, offer.callId, AGENT);
    await hotline.comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));

    await commandCall(agent, offer.callId, { type: 'hold' });
    await hotline.comesTrue(
      () => !caller.ear.hears(AGENT) && !caller.ear.silent && !desk.ear.hears(FIRE),
    );
    await commandCall(agent, offer.callId, { type: 'resume' });
    await hotline.comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT));

    caller.phone.hangUp();
    await hotline.atStep('ended');
    expect(await hotline.lastCall()).toMatchObject({ end_reason: 'completed' });
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
    await hotline.comesTrue(
      () => engine.board.channels.size === 0 && engine.board.bridges.size === 0,
    );
    const files = () => hotline.city.app.sql<{ file: string }[]>`select file from recording_file`;
    await hotline.comesTrue(async () => (await files()).length === 2);
    for (const { file } of await files()) {
      expect(statSync(join(peer.recordings, file)).size).toBeGreaterThan(1_000);
    }
  });

  test('that the agent ends is hung up at the engine', async () => {
    const { agent, caller, callId } = await talking();
    await commandCall(agent, callId, { type: 'endCall' });
    await hotline.comesTrue(() => caller.phone.ended !== null);
    await hotline.comesTrue(() => engine.board.channels.size === 0);
  });

  test('whose caller withholds the number is taken all the same', async () => {
    callIn('anonymous');
    await hotline.atStep('menu');
  });

  test('that comes twice, or whose end comes first, is one call and stays ended', async () => {
    const caller = callIn();
    await hotline.atStep('menu');
    engine.board.enter(engine.board.channels.get(caller.phone.channelId) as never, '1999', []);
    caller.phone.hangUp();
    await hotline.atStep('ended');
    expect(await hotline.city.app.sql`select from call`).toHaveLength(1);
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
    await hotline.comesTrue(
      () => called[0]?.ear.hears(CALLER) === true && called[0].ear.hears(AGENT),
    );
    await hotline.comesTrue(() => caller.ear.hears(AGENT) && caller.ear.hears(FIRE));
    called[0]?.phone.hangUp();
    await hotline.comesTrue(async () => {
      const { parties } = await hotline.snapshot(agent, callId);
      return parties.at(-1).leftReason === 'hangUp';
    });
    await hotline.comesTrue(() => desk.ear.hears(CALLER) && !caller.ear.hears(FIRE));
    // The caller’s line, its sound, and nothing of 119’s.
    expect(engine.board.channels.size).toBe(2);
  });

  test('who is busy is told so to the agent', async () => {
    const { agent, callId } = await talking();
    engine.at('110', (phone) => phone.hangUp(17));
    await add(agent, callId, '110');
    await hotline.comesTrue(async () => {
      const { parties } = await hotline.snapshot(agent, callId);
      return parties.at(-1).leftReason === 'busy';
    });
  });

  test('has the caller alone after a blind transfer, until one of them hangs up', async () => {
    const { agent, caller, callId } = await talking();
    const called = fire();
    const to = { outside: { service: '119' }, confirmed: true } as const;
    await commandCall(agent, callId, { type: 'blindTransfer', to });
    await hotline.atStep('handedOver');
    await hotline.comesTrue(() => called[0]?.ear.hears(CALLER) === true && caller.ear.hears(FIRE));
    expect(caller.ear.hears(AGENT)).toBe(false);
    called[0]?.phone.hangUp();
    await hotline.comesTrue(() => caller.phone.ended !== null);
  });
});

test('a supervisor listens, whispers and barges in', async () => {
  const { caller, callId, desk } = await talking();
  const boss = await someAgent(hotline.city, [], 'supervisor');
  await superviseCall(boss, callId, { type: 'monitor' });
  const ear = await hotline.joins(boss, callId, BOSS);
  await hotline.comesTrue(() => ear.ear.hears(CALLER) && ear.ear.hears(AGENT));
  await superviseCall(boss, callId, { type: 'whisper' });
  await hotline.comesTrue(() => desk.ear.hears(BOSS) && desk.ear.hears(CALLER));
  expect(caller.ear.hears(BOSS)).toBe(false);
  await superviseCall(boss, callId, { type: 'barge' });
  await hotline.comesTrue(() => caller.ear.hears(BOSS) && caller.ear.hears(AGENT));
});

test('a colleague is asked while the caller waits with music, and then has the caller', async () => {
  const { agent, caller, callId, desk } = await talking();
  const ben = await readyAgent(hotline.city);
  await commandCall(agent, callId, { type: 'consultStart', with: { agentId: ben.id } });
  await hotline.takes(ben);
  const other = await hotline.joins(ben, callId, BOSS);
  await hotline.comesTrue(() => desk.ear.hears(BOSS) && other.ear.hears(AGENT));
  await hotline.comesTrue(
    () => !caller.ear.silent && !caller.ear.hears(AGENT) && !caller.ear.hears(BOSS),
  );
  expect(other.ear.hears(CALLER)).toBe(false);
  await commandCall(agent, callId, { type: 'consultComplete' });
  await hotline.comesTrue(() => other.ear.hears(CALLER) && caller.ear.hears(BOSS));
  expect(caller.ear.hears(AGENT)).toBe(false);
});

test('a supervisor who listened takes the call over', async () => {
  const { caller, callId } = await talking();
  const boss = await someAgent(hotline.city, [], 'supervisor');
  await superviseCall(boss, callId, { type: 'monitor' });
  const ear = await hotline.joins(boss, callId, BOSS);
  await hotline.comesTrue(() => ear.ear.hears(CALLER) && ear.ear.hears(AGENT));
  await superviseCall(boss, callId, { type: 'takeover' });
  await hotline.comesTrue(() => ear.ear.hears(CALLER) && caller.ear.hears(BOSS));
  await hotline.comesTrue(() => !caller.ear.hears(AGENT));
});

describe('where the flow takes a message', () => {
  const beep = async () => {
    const boss = await someAgent(hotline.city, [], 'supervisor');
    const message = { do: 'voicemail', prompts: [{ prompt: 'goodbye' }] };
    const queue = { do: 'queue' };
    const flow = { start: 'message', danger: 'queue', steps: { message, queue } };
    const published = await boss.post('/api/ivr/flows', { flow, note: 'the night' });
    expect(published.status).toBe(200);
    const caller = callIn();
    const begun = async () => (await hotline.city.app.sql`select from recording`).length === 1;
    await hotline.comesTrue(begun, 20_000);
    await until(() => caller.ear.silent);
    return caller;
  };
  const kept = async () => {
    await hotline.comesTrue(
      async () => (await hotline.city.app.sql`select from recording_file`).length === 1,
    );
    const [row] = await hotline.city.app.sql`
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
    await hotline.atStep('goodbye');
    await hotline.comesTrue(() => caller.phone.ended !== null, 20_000);
    expect(await kept()).toMatchObject({ end_reason: 'message' });
  });

  test('so does hanging up, and its longest time', async () => {
    const caller = await beep();
    caller.phone.hangUp();
    expect(await kept()).toMatchObject({ end_reason: 'message' });
    const other = callIn('0922345678');
    await hotline.comesTrue(
      async () => (await hotline.city.app.sql`select from recording`).length === 2,
      20_000,
    );
    hotline.city.clock.advance({ seconds: 180 });
    await hotline.atStep('goodbye');
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
    await hotline.comesTrue(async () => (await hotline.lastCall())?.state === 'ended');
    await until(() => engine.listened());
  });

  test('the media peer: it is started anew, and caller and agent talk on', async () => {
    const { agent, caller, callId } = await talking();
    await peer.restart();
    const desk = await hotline.joins(agent, callId, AGENT);
    await hotline.comesTrue(() => desk.ear.hears(CALLER) && caller.ear.hears(AGENT), 20_000);
    expect(await hotline.lastCall()).toMatchObject({ step: 'connected' });
  });

  test('the engine, in a danger: the call ends as dropped, and the citizen is called back by the next', async () => {
    const { agent, caller } = await talking();
    caller.hush();
    await engine.die();
    engine = await anew();
    const rung: ReturnType<typeof handset>[] = [];
    engine.at('+886912345678', (phone) => rung.push(handset(phone, CALLER)));
    await hotline.comesTrue(async () => {
      const [row] = await hotline.city.app
        .sql`select end_reason from call where direction = 'inbound'`;
      return row?.end_reason === 'failed';
    });
    const { callId, purpose } = await hotline.takes(agent);
    expect(purpose).toBe('callback');
    const desk = await hotline.joins(agent, callId, AGENT);
    // It rings, and the agent hears that.
    await hotline.comesTrue(() => rung[0]?.phone.state === 'Ringing' && desk.ear.hears(RINGING));
    rung[0]?.phone.answer();
    await hotline.comesTrue(() => desk.ear.hears(CALLER) && rung[0]?.ear.hears(AGENT) === true);
    expect(desk.ear.hears(RINGING)).toBe(false);
    rung[0]?.phone.hangUp();
    await hotline.comesTrue(async () => {
      const [row] = await hotline.city.app.sql`select state from callback`;
      return row?.state === 'done';
    });
  });

  test('the engine for good: it neither answers nor sounds, and the reconciler ends the call', async () => {
    const { caller } = await talking();
    caller.hush();
    await engine.die();
    // The peer calls a line silent after a second here.
    await until(async () => {
      hotline.city.clock.advance({ seconds: 60 });
      await lostCalls.run(hotline.city.app);
      return (await hotline.lastCall())?.state === 'ended';
    });
    expect(await hotline.lastCall()).toMatchObject({ end_reason: 'unknown' });
    engine = await anew();
  });
});
