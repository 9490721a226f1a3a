import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hearingsOf, type Room, RoomFull, type RoomParty } from './room.ts';

const agent: RoomParty = { id: 'agent', kind: 'agent', mode: null };
const asked: RoomParty = { id: 'asked', kind: 'consulted', mode: null };
const chief = (mode: 'monitor' | 'whisper' | 'barge'): RoomParty => ({
  id: 'chief',
  kind: 'supervisor',
  mode,
});
/** `ear: main side` for everybody, in words. */
const inWords = (callerQuiet: boolean, ...parties: RoomParty[]) =>
  hearingsOf({ callerId: 'caller', callerQuiet, parties })
    .map(({ leg, main, side }) => `${leg}: ${main ?? '-'} ${side ?? '-'}`)
    .join(', ');

test.each([
  ['a conversation', inWords(false, agent), 'caller: agent -, agent: caller -'],
  ['on hold', inWords(true, agent), 'caller: - -, agent: - -'],
  ['asked aside', inWords(true, agent, asked), 'caller: - -, agent: asked -, asked: agent -'],
  [
    'all three',
    inWords(false, agent, asked),
    'caller: agent asked, agent: caller asked, asked: caller agent',
  ],
  [
    'monitored',
    inWords(false, agent, chief('monitor')),
    'caller: agent -, agent: caller -, chief: caller agent',
  ],
  [
    'whispered to',
    inWords(false, agent, chief('whisper')),
    'caller: agent -, agent: caller chief, chief: caller agent',
  ],
  [
    'barged in',
    inWords(false, agent, chief('barge')),
    'caller: agent chief, agent: caller chief, chief: caller agent',
  ],
])('%s', (_name, heard, expected) => expect(heard).toBe(expected));

test('a fourth voice finds no place, nor does a whisper beside three', () => {
  expect(() => inWords(false, agent, asked, chief('barge'))).toThrow(RoomFull);
  expect(() => inWords(false, agent, asked, chief('whisper'))).toThrow(RoomFull);
  expect(() => inWords(false, agent, asked, chief('monitor'))).not.toThrow();
});

const parties = fc
  .uniqueArray(fc.constantFrom(agent, asked, chief('monitor'), chief('whisper'), chief('barge')), {
    selector: ({ id }) => id,
  })
  .chain((all) => fc.shuffledSubarray(all));
const rooms: fc.Arbitrary<Room> = fc.record({
  callerId: fc.constant('caller'),
  callerQuiet: fc.boolean(),
  parties,
});
test('nobody hears themselves; a quiet caller is heard by nobody; whisper and monitor never reach the caller', () => {
  fc.assert(
    fc.property(rooms, (room) => {
      let heard: ReturnType<typeof hearingsOf>;
      try {
        heard = hearingsOf(room);
      } catch (error) {
        expect(error).toBeInstanceOf(RoomFull);
        return;
      }
      expect(heard.map(({ leg }) => leg).sort()).toEqual(
        ['caller', ...room.parties.map(({ id }) => id)].sort(),
      );
      for (const { leg, main, side } of heard) {
        expect([main, side]).not.toContain(leg);
        if (main) expect(side).not.toBe(main);
        if (room.callerQuiet) expect([main, side]).not.toContain('caller');
        const hidden = room.parties.find(({ mode }) => mode === 'monitor' || mode === 'whisper');
        if (leg === 'caller' && hidden) expect([main, side]).not.toContain(hidden.id);
      }
    }),
  );
});
