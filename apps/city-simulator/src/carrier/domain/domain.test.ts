import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidTwiml, parseTwiml } from '../voice/twiml.ts';
import {
  type CallAction,
  type CallStatus,
  endingAction,
  IllegalCallMove,
  isFinal,
  nextStatus,
} from './call-state.ts';
import {
  type Conference,
  change,
  endByApi,
  join,
  leave,
  type Participant,
} from './conference-state.ts';
import { pressInGather } from './gather.ts';
import { segmentsOf } from './message-state.ts';
import { normalizeNumber } from './phone-number.ts';
import { speechTime } from './speech-time.ts';
import { twilioTime } from './twilio-time.ts';

const statuses: CallStatus[] = [
  'queued',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
];
const actions: CallAction[] = ['ring', 'answer', 'hangUp', 'refuse', 'timeOut', 'fail', 'cancel'];

/** Written by hand: status, action → status; everything not listed is refused. */
const legal: Record<string, CallStatus> = {
  'queued ring': 'ringing',
  'queued refuse': 'busy',
  'queued fail': 'failed',
  'queued cancel': 'canceled',
  'ringing answer': 'in-progress',
  'ringing refuse': 'busy',
  'ringing timeOut': 'no-answer',
  'ringing fail': 'failed',
  'ringing cancel': 'canceled',
  'in-progress hangUp': 'completed',
  'in-progress fail': 'failed',
};

test.each(statuses.flatMap((s) => actions.map((a) => [s, a] as const)))(
  'a call that is %s, asked to %s, does what the table says',
  (status, action) => {
    const expected = legal[`${status} ${action}`];
    if (expected) expect(nextStatus(status, action)).toBe(expected);
    else expect(() => nextStatus(status, action)).toThrow(IllegalCallMove);
  },
);

test('every call can be ended from outside until it is over', () => {
  for (const status of statuses) {
    const action = endingAction(status);
    expect(action === undefined).toBe(isFinal(status));
    if (action) expect(isFinal(nextStatus(status, action))).toBe(true);
  }
});

const room: Conference = { sid: 'CF1', friendlyName: 'r', status: 'init', participants: [] };
const person = (callSid: string, changes: Partial<Participant> = {}): Participant => ({
  callSid,
  muted: false,
  hold: false,
  coaching: false,
  startConferenceOnEnter: true,
  endConferenceOnExit: false,
  ...changes,
});

test('a caller alone waits; the agent who joins starts the conference', () => {
  const alone = join(room, person('caller', { startConferenceOnEnter: false }));
  expect(alone.conference.status).toBe('init');
  const both = join(alone.conference, person('agent'));
  expect(both.conference.status).toBe('in-progress');
  expect(both.events.map((e) => e.type)).toEqual(['participant-join', 'conference-start']);
});

test('two who may not start a conference both wait', () => {
  const silent = { startConferenceOnEnter: false };
  const { conference } = join(join(room, person('a', silent)).conference, person('b', silent));
  expect(conference.status).toBe('init');
});

test('the caller who hangs up ends the conference for all; an agent who leaves does not', () => {
  const caller = person('caller', { endConferenceOnExit: true });
  const { conference } = join(join(room, caller).conference, person('agent'));
  expect(leave(conference, 'agent', false).conference.status).toBe('in-progress');
  const ended = leave(conference, 'caller', false);
  expect(ended.events).toMatchObject([
    { type: 'participant-leave', participant: { callSid: 'caller' } },
    { type: 'participant-leave', participant: { callSid: 'agent' } },
    {
      type: 'conference-end',
      reason: 'participant-with-end-conference-on-exit-left',
      endedBy: 'caller',
    },
  ]);
});

test('only what really changes about a participant is told', () => {
  const { conference } = join(room, person('caller'));
  const held = change(conference, 'caller', { hold: true, muted: false });
  expect(held.events.map((e) => e.type)).toEqual(['participant-hold']);
  expect(change(held.conference, 'caller', { hold: true }).events).toEqual([]);
  expect(change(held.conference, 'nobody', { hold: true }).events).toEqual([]);
});

test('whatever happens, nobody is in a room twice or in one that has ended, and it ends once', () => {
  const step = fc.record({
    do: fc.constantFrom('join', 'leave', 'kick', 'end', 'hold'),
    who: fc.constantFrom('a', 'b', 'c'),
    starts: fc.boolean(),
    ends: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let state = room;
      let ends = 0;
      for (const { do: what, who, starts, ends: endsOnExit } of steps) {
        const inside = state.participants.some((p) => p.callSid === who);
        if (what === 'join' && (inside || state.status === 'completed')) continue;
        const seat = person(who, {
          startConferenceOnEnter: starts,
          endConferenceOnExit: endsOnExit,
        });
        const result =
          what === 'join'
            ? join(state, seat)
            : what === 'end'
              ? endByApi(state)
              : what === 'hold'
                ? change(state, who, { hold: true })
                : leave(state, who, what === 'kick');
        state = result.conference;
        ends += result.events.filter((e) => e.type === 'conference-end').length;
        const sids = state.participants.map((p) => p.callSid);
        expect(new Set(sids).size).toBe(sids.length);
        if (state.status === 'completed') expect(sids).toEqual([]);
      }
      expect(ends).toBe(state.status === 'completed' ? 1 : 0);
    }),
  );
});

test('TwiML keeps the order of its verbs, its entities, its SSML and its attributes', () => {
  const verbs = parseTwiml(
    `<?xml version="1.0"?><Response><!-- hi -->
      <Gather numDigits="1" action="/menu?a=1&amp;b=2"><Say language="zh-TW">您好 &amp; &#x4F60;<break time="1s"/>好</Say></Gather>
      <Dial><Conference waitUrl="">r<![CDATA[&1]]></Conference></Dial><Hangup/>
    </Response>`,
  );
  expect(verbs.map((verb) => verb.name)).toEqual(['Gather', 'Dial', 'Hangup']);
  expect(verbs[0]?.attributes.action).toBe('/menu?a=1&b=2');
  expect(verbs[0]?.children[0]).toMatchObject({
    text: '您好 & 你好',
    attributes: { language: 'zh-TW' },
  });
  expect(verbs[1]?.children[0]).toMatchObject({ text: 'r&1', attributes: { waitUrl: '' } });
});

test.each(['<Response><Say></Response>', '<Nope/>', 'hello', '<Response/><Response/>'])(
  'TwiML that is none is refused: %s',
  (text) => {
    expect(() => parseTwiml(text)).toThrow(InvalidTwiml);
  },
);

test('a gather ends at its count, or at its key, which is no digit', () => {
  const press = (keys: string, numDigits: number) =>
    [...keys].reduce((state, key) => pressInGather(state, { numDigits, finishOnKey: '#' }, key), {
      digits: '',
      done: false,
    });
  expect(press('129', 1)).toEqual({ digits: '1', done: true });
  expect(press('12#9', Infinity)).toEqual({ digits: '12', done: true, finishedOnKey: '#' });
  expect(press('12', 3)).toEqual({ digits: '12', done: false });
});

test.each([
  ['1999', '+88670001999'],
  ['0912-345-678', '+886912345678'],
  ['(07) 336 8333', '+88673368333'],
  ['+14155550100', '+14155550100'],
  ['client:agent1', 'client:agent1'],
])('the number %s is kept as %s', (text, expected) => {
  expect(normalizeNumber(text, '+88670001999')).toBe(expected);
});

test('speech takes time by its length, in either language', () => {
  expect(speechTime('您好，這裡是1999')).toBe(5 * 250 + 400);
  expect(speechTime('Thank you for calling')).toBe(4 * 400);
  expect(speechTime('')).toBe(0);
});

test('a time is written as Twilio writes it', () => {
  expect(twilioTime(Date.UTC(2026, 7, 18, 20, 36, 28))).toBe('Tue, 18 Aug 2026 20:36:28 +0000');
});

test('a Chinese text message is divided sooner than a plain one', () => {
  expect([segmentsOf('a'.repeat(160)), segmentsOf('a'.repeat(161))]).toEqual([1, 2]);
  expect([segmentsOf('市'.repeat(70)), segmentsOf('市'.repeat(71))]).toEqual([1, 2]);
});
