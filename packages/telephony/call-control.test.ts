import { randomUUID } from 'node:crypto';
import { newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeEngineEvent } from './commands/take-engine-event.ts';
import { MEDIA_SECRET_HEADER } from './contract/media.ts';
import { commandCall, superviseCall } from './test/command.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { modules } from './test/phone-city.ts';

let peer: Outside;
let engine: Outside;
let city: TestApp;
let ada: TestAgent;
let boss: TestAgent;
let callId: string;
let caller: string;
beforeAll(async () => {
  peer = await startOutside(({ method, path, body }) => {
    if (path.endsWith('/trunk')) return { body: { address: '127.0.0.1', port: 40_000 } };
    if (path.startsWith('/legs/')) return { body: { sdp: 'v=0 answer' } };
    if (method === 'POST') return { body: { id: JSON.parse(body).id, applied: true } };
    return { status: 500, body: {} };
  });
  engine = await startOutside(({ path }) => ({
    body: { channels: [], value: path.includes('ADDRESS') ? '127.0.0.1' : '40002' },
  }));
});
afterAll(() => {
  peer.close();
  engine.close();
});

let seq = 0;
const legIs = async (legId: string, state: string) => {
  const event = { id: randomUUID(), callId, legId, seq: ++seq, atMs: 0, type: 'state', state };
  const headers = { [MEDIA_SECRET_HEADER]: city.app.config.secrets.media };
  const batch = { peerId: randomUUID(), events: [event] };
  await city.as({ kind: 'public', id: null }).post('/telephony/media/events', batch, headers);
  await city.settle();
};
const takes = async (agent: TestAgent) => {
  const { offer } = (await agent.get('/api/offers/current')).body;
  const { body } = await agent.post(`/api/offers/${offer.offerId}/answer`);
  await legIs(body.legId, 'connected');
  return { offer, legId: body.legId as string };
};
const stateOf = async (agent: TestAgent) => (await agent.get('/api/agents/me/state')).body.state;
const current = async (agent: TestAgent) => (await agent.get('/api/calls/current')).body.call;
const snapshot = async () => (await boss.get(`/api/calls/${callId}/snapshot`)).body;
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [
  status,
  body.code,
];
/** Who hears whom, as the peer was last told, each leg by its party's name. */
const heard = async () => {
  const last = peer.requests.findLast(({ body }) => body.includes('"arrange"'));
  const { parties } = await snapshot();
  const users = new Map([
    [ada.id, 'ada'],
    [boss.id, 'boss'],
  ]);
  const names = new Map<string | null, string>([[null, '-']]);
  for (const { partyId, kind, userId } of parties) {
    names.set(partyId, kind === 'caller' ? 'caller' : (users.get(userId) ?? 'ben'));
  }
  type Ear = { leg: string; main: string | null; side: string | null };
  return JSON.parse(last?.body ?? '{}')
    .hears.map(({ leg, main, side }: Ear) => [leg, main, side].map((id) => names.get(id)).join(' '))
    .sort();
};

/** How a call comes, presses a key and ends, by each of the lines whose sound is at the media peer. */
const lines = {
  web: {
    async arrives() {
      const nobody = city.as({ kind: 'public', id: null });
      return (await nobody.post('/api/webcalls', { language: 'zh' })).body;
    },
    async presses(digit: string) {
      const citizen = city.as({ kind: 'capability', capability: 'call', id: callId });
      await citizen.post(`/api/webcalls/${callId}/digits`, { digit });
    },
    hangsUp: () => legIs(caller, 'closed'),
  },
  trunk: {
    async arrives() {
      await engineTells({ type: 'StasisStart' });
      const [row] = await city.app.sql`select id, caller_leg_id from call`;
      return { callId: row?.id, legId: row?.caller_leg_id };
    },
    presses: (digit: string) => engineTells({ type: 'ChannelDtmfReceived', digit }),
    async hangsUp() {
      await engineTells({ type: 'ChannelDestroyed', cause: 16 });
      await city.settle();
    },
  },
};
const engineTells = (
  what:
    | { type: 'StasisStart' }
    | { type: 'ChannelDtmfReceived'; digit: string }
    | { type: 'ChannelDestroyed'; cause: number },
) => {
  const dialplan = { app_name: '', app_data: '' };
  const channel = { id: '1.1', state: 'Up', caller: { number: '0912345678' }, dialplan };
  const event = { ...what, channel, timestamp: String(++seq) };
  return takeEngineEvent(
    { app: city.app, actor: { kind: 'carrier', id: 'sip' } },
    'pbx/1.1',
    event,
  );
};

describe.each(['web', 'trunk'] as const)('a call by %s:', (name) => {
  const line = lines[name];
  beforeEach(async () => {
    peer.requests.length = 0;
    const engines = [{ name: 'pbx', url: engine.url }];
    const trunk = { user: 'u', password: 'p', engines, endpoint: '{number}', number: '1999' };
    city = await startTestApp({ modules, config: { mediaUrl: peer.url, trunk } });
    boss = await someAgent(city, [], 'supervisor');
    ada = await readyAgent(city);
    ({ callId, legId: caller } = await line.arrives());
    await legIs(caller, 'connected');
    if (name === 'trunk') await line.presses('1');
    await line.presses('2');
    await city.settle();
    await takes(ada);
  });
  afterEach(() => city.close());

  describe('a blind transfer', () => {
    test('releases the agent at once; the colleague answers and has the caller', async () => {
      const ben = await readyAgent(city);
      const moved = await commandCall(ada, callId, {
        type: 'blindTransfer',
        to: { agentId: ben.id },
      });
      expect(moved.body.call).toMatchObject({ state: 'connected', step: 'transferring' });
      await city.settle();
      expect(await stateOf(ada)).toBe('wrapUp');
      expect(await current(ada)).toMatchObject({ callId, inCall: false, state: 'ended' });
      expect(codeOf(await commandCall(ada, callId, { type: 'hold' }))).toEqual([
        409,
        'not_in_call',
      ]);
      const { offer } = await takes(ben);
      expect(offer).toMatchObject({ purpose: 'transfer', fromAgentId: ada.id });
      expect(await current(ben)).toMatchObject({ callId, part: 'agent', inCall: true });
      expect(await heard()).toEqual(['ben caller -', 'caller ben -']);
      expect((await ada.post(`/api/calls/${callId}/wrap-up`, { code: 'transferred' })).status).toBe(
        200,
      );
      await commandCall(ben, callId, { type: 'endCall' });
      expect((await ben.post(`/api/calls/${callId}/wrap-up`, { code: 'recorded' })).status).toBe(
        200,
      );
      const [filed] = (await boss.get('/api/calls')).body;
      expect(filed).toMatchObject({ agentId: ben.id, wrapUpCode: 'recorded' });
    });

    test('that is declined goes to whoever is free next, before all who wait', async () => {
      const [ben, eve] = [await readyAgent(city), await someAgent(city)];
      await commandCall(ada, callId, { type: 'blindTransfer', to: { agentId: ben.id } });
      const { offer } = (await ben.get('/api/offers/current')).body;
      await ben.post(`/api/offers/${offer.offerId}/decline`);
      await eve.put('/api/agents/me/state', { state: 'ready' });
      expect((await eve.get('/api/offers/current')).body.offer).toMatchObject({ callId });
    });

    test('to one who is not ready, or to oneself, is refused and changes nothing', async () => {
      const ben = await someAgent(city);
      const to = (agentId: string) =>
        commandCall(ada, callId, { type: 'blindTransfer', to: { agentId } });
      expect(codeOf(await to(ben.id))).toEqual([409, 'agent_not_free']);
      expect(codeOf(await to(ada.id))).toEqual([422, 'own_call']);
      expect(await snapshot()).toMatchObject({ step: 'connected' });
    });

    test('whose caller hangs up meanwhile rings no more', async () => {
      const ben = await readyAgent(city);
      await commandCall(ada, callId, { type: 'blindTransfer', to: { agentId: ben.id } });
      await line.hangsUp();
      expect((await ben.get('/api/offers/current')).body.offer).toBeNull();
      expect(await stateOf(ben)).toBe('ready');
      expect(await snapshot()).toMatchObject({ state: 'ended' });
    });
  });

  describe('a consultation', () => {
    const consult = async () => {
      const ben = await readyAgent(city);
      const asked = await commandCall(ada, callId, {
        type: 'consultStart',
        with: { agentId: ben.id },
      });
      expect(asked.body.call).toMatchObject({ onHold: true, consulting: true });
      await city.settle();
      return ben;
    };

    test('holds the caller while the two talk; completed, the colleague has the caller', async () => {
      const ben = await consult();
      const { offer } = await takes(ben);
      expect(offer).toMatchObject({ purpose: 'consult', callId });
      expect(await heard()).toEqual(['ada ben -', 'ben ada -', 'caller - -']);
      expect(await current(ben)).toMatchObject({ part: 'consulted' });
      expect((await commandCall(ada, callId, { type: 'consultComplete' })).status).toBe(200);
      await city.settle();
      expect(await heard()).toEqual(['ben caller -', 'caller ben -']);
      expect([await stateOf(ada), await stateOf(ben)]).toEqual(['wrapUp', 'busy']);
      expect(await current(ben)).toMatchObject({ part: 'agent', onHold: false });
    });

    test('becomes a conference of three, which one may leave again', async () => {
      const ben = await consult();
      await takes(ben);
      await commandCall(ada, callId, { type: 'conference' });
      await city.settle();
      expect(await heard()).toEqual(['ada caller ben', 'ben caller ada', 'caller ada ben']);
      const fourth = await superviseCall(boss, callId, { type: 'barge' });
      expect(codeOf(fourth)).toEqual([409, 'conference_full']);
      await commandCall(ben, callId, { type: 'hangup' });
      await city.settle();
      expect(await heard()).toEqual(['ada caller -', 'caller ada -']);
      expect(await stateOf(ben)).toBe('wrapUp');
    });

    test('is cancelled before it is answered: it rings no more, the caller is back', async () => {
      const ben = await consult();
      const early = await commandCall(ada, callId, { type: 'consultComplete' });
      expect(codeOf(early)).toEqual([409, 'consult_not_answered']);
      await commandCall(ada, callId, { type: 'consultCancel' });
      await city.settle();
      expect(await stateOf(ben)).toBe('ready');
      expect(await heard()).toEqual(['ada caller -', 'caller ada -']);
      const none = await commandCall(ada, callId, { type: 'consultCancel' });
      expect(codeOf(none)).toEqual([409, 'no_consult']);
    });

    test('that rings out leaves the caller on hold with the agent, and says why', async () => {
      const ben = await consult();
      city.clock.advance({ seconds: 21 });
      await city.settle();
      const { parties, onHold } = await snapshot();
      expect(parties.at(-1)).toMatchObject({
        userId: ben.id,
        state: 'left',
        leftReason: 'noAnswer',
      });
      expect(onHold).toBe(true);
      expect(await stateOf(ben)).toBe('notAnswering');
      expect((await commandCall(ada, callId, { type: 'resume' })).status).toBe(200);
    });

    test('ends with the call', async () => {
      const ben = await consult();
      await takes(ben);
      await line.hangsUp();
      expect([await stateOf(ada), await stateOf(ben)]).toEqual(['wrapUp', 'wrapUp']);
      expect(await current(ben)).toMatchObject({ callId, inCall: false });
    });
  });

  describe('a supervisor', () => {
    const joins = async (type: 'monitor' | 'whisper' | 'barge') => {
      const { body } = await superviseCall(boss, callId, { type });
      const joined = await boss.post(`/api/calls/${callId}/leg`, { sdp: 'v=0' });
      expect(joined.status).toBe(200);
      await legIs(body.partyId, 'connected');
      return body.partyId;
    };

    test('listens unseen, then whispers, barges in and leaves', async () => {
      const partyId = await joins('monitor');
      expect(await heard()).toEqual(['ada caller -', 'boss caller ada', 'caller ada -']);
      const seen = (await ada.get(`/api/calls/${callId}/snapshot`)).body.parties;
      expect(seen).toHaveLength(2);
      expect((await superviseCall(boss, callId, { type: 'whisper' })).body.partyId).toBe(partyId);
      await city.settle();
      expect(await heard()).toEqual(['ada caller boss', 'boss caller ada', 'caller ada -']);
      await superviseCall(boss, callId, { type: 'barge' });
      await city.settle();
      expect(await heard()).toEqual(['ada caller boss', 'boss caller ada', 'caller ada boss']);
      await superviseCall(boss, callId, { type: 'hangup' });
      await city.settle();
      expect(await heard()).toEqual(['ada caller -', 'caller ada -']);
      expect(await current(boss)).toBeNull();
    });

    test('takes a call over; the agent wraps up, and the supervisor handles and files it', async () => {
      await joins('monitor');
      const taken = await superviseCall(boss, callId, { type: 'takeover' });
      expect(codeOf(taken)).toEqual([200, undefined]);
      await city.settle();
      expect(await heard()).toEqual(['boss caller -', 'caller boss -']);
      expect(await stateOf(ada)).toBe('wrapUp');
      expect(await current(boss)).toMatchObject({ part: 'agent', inCall: true });
      expect((await commandCall(boss, callId, { type: 'hold' })).status).toBe(200);
      await commandCall(boss, callId, { type: 'endCall' });
      expect((await boss.post(`/api/calls/${callId}/wrap-up`, { code: 'other' })).status).toBe(200);
    });

    test('is told of no such call, and an agent may not supervise', async () => {
      expect(codeOf(await superviseCall(boss, newId(), { type: 'monitor' }))).toEqual([
        404,
        'not_found',
      ]);
      expect((await superviseCall(ada, callId, { type: 'monitor' })).status).toBe(403);
    });
  });

  describe('a command', () => {
    test('sent again changes nothing and is answered the same; with another body it is refused', async () => {
      const body = { commandId: randomUUID(), type: 'mute', muted: true };
      const post = (more: object = {}) =>
        ada.post(`/api/calls/${callId}/commands`, { ...body, ...more });
      const first = await post();
      expect(first.body.call.parties[1]).toMatchObject({ kind: 'agent', muted: true });
      await commandCall(ada, callId, { type: 'mute', muted: false });
      expect((await post()).body).toEqual(first.body);
      expect((await snapshot()).parties[1].muted).toBe(false);
      expect(codeOf(await post({ muted: false }))).toEqual([422, 'idempotency_key_reused']);
    });

    const outside = { type: 'addExternal', to: { service: '119' } } as const;
    test('that calls somebody outside is confirmed first', async () => {
      const { status, body } = await ada.post(`/api/calls/${callId}/commands`, {
        commandId: randomUUID(),
        ...outside,
      });
      expect([status, body.field]).toEqual([400, 'confirmed']);
    });

    test('this line cannot do, or whose number nobody has set, is refused by name', async () => {
      const refused = { web: 'intent_not_supported', trunk: 'number_not_configured' }[name];
      const asked = await commandCall(ada, callId, { ...outside, confirmed: true });
      expect(codeOf(asked)).toEqual([422, refused]);
      const { capabilities } = await snapshot();
      expect(capabilities.includes('addExternal')).toBe(name === 'trunk');
    });

    test('of an agent who would leave the caller alone is refused', async () => {
      expect(codeOf(await commandCall(ada, callId, { type: 'hangup' }))).toEqual([
        409,
        'nobody_left',
      ]);
      expect((await commandCall(ada, callId, { type: 'endCall' })).status).toBe(200);
      expect((await commandCall(ada, callId, { type: 'endCall' })).status).toBe(200);
      expect(codeOf(await commandCall(ada, callId, { type: 'hold' }))).toEqual([409, 'call_over']);
    });
  });

  test('a recording begins by policy, is paused for personal data, and stops with the call', async () => {
    const recordings = () =>
      peer.requests
        .map(({ body }) => body && JSON.parse(body))
        .filter((one) => one?.recordingId === recordingId)
        .map(({ type, paused }) => (paused === undefined ? type : `${type} ${paused}`));
    const { recordingId, state } = (await snapshot()).recording;
    expect(state).toBe('recording');
    await commandCall(ada, callId, { type: 'recordPause' });
    expect((await snapshot()).recording.state).toBe('paused');
    await commandCall(ada, callId, { type: 'recordResume' });
    await city.settle();
    expect(recordings()).toEqual([
      'record',
      'record',
      'pauseRecording true',
      'pauseRecording false',
    ]);
    const twice = await commandCall(ada, callId, { type: 'recordStart' });
    expect(codeOf(twice)).toEqual([409, 'recording_going_on']);
    await commandCall(ada, callId, { type: 'endCall' });
    expect((await snapshot()).recording).toBeNull();
  });
});
