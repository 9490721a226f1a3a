import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionsAfter,
  afterTry,
  again,
  backOff,
  type Entry,
  nextToSend,
  outcomeOfFailure,
  waits,
  without,
} from './outbox.ts';

const ME = 'me';
const entry = (seq: number, change: Partial<Entry> = {}): Entry => ({
  id: `e${seq}`,
  seq,
  userId: ME,
  orderId: 'o1',
  orderNumber: 'INS26030200001',
  caseId: 'c1',
  action: 'acknowledge',
  deviceAt: '2026-03-02T01:00:00Z',
  photos: [],
  state: 'waiting',
  tries: 0,
  ...change,
});

/** What may befall the device, step by step. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('add'), order: fc.integer({ max: 3, min: 1 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('send'),
        fate: fc.constantFrom('arrives', 'lostBefore', 'lostAfter', 'refused'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('again') }) },
  ),
  { maxLength: 60 },
);

describe('a device that loses the network, is restarted, and meets refusals', () => {
  test('sends each thing once, of one order in the order done, and loses nothing', () => {
    fc.assert(
      fc.property(steps, (run) => {
        let entries: Entry[] = [];
        let added: Entry[] = [];
        /** What the server did, by idempotency key: a repeat changes nothing. */
        const done: string[] = [];
        let seq = 0;
        for (const step of run) {
          if (step.do === 'add') {
            const one = entry(seq++, { orderId: `o${'order' in step ? step.order : 1}` });
            entries = [...entries, one];
            added = [...added, one];
          } else if (step.do === 'restart') entries = JSON.parse(JSON.stringify(entries));
          else if (step.do === 'again') {
            const refused = entries.find(({ state }) => state === 'refused');
            if (refused) entries = again(entries, refused.id);
          } else if ('fate' in step) {
            const next = nextToSend(entries, ME);
            if (!next) continue;
            const reached = step.fate === 'arrives' || step.fate === 'lostAfter';
            if (reached && !done.includes(next.id)) done.push(next.id);
            // A server that did it answers a repeat with its first answer, never with a refusal.
            const refused = step.fate === 'refused' && !done.includes(next.id);
            entries = afterTry(
              entries,
              next.id,
              step.fate === 'arrives'
                ? { kind: 'received' }
                : refused
                  ? { kind: 'refused', code: 'order_state' }
                  : { kind: 'passing' },
            );
          }
        }
        expect(new Set(done).size).toBe(done.length);
        for (const order of new Set(added.map(({ orderId }) => orderId))) {
          const own = added.filter(({ orderId }) => orderId === order).map(({ id }) => id);
          const sent = done.filter((id) => own.includes(id));
          expect(sent).toEqual(own.slice(0, sent.length));
        }
        const kept = new Set(entries.map(({ id }) => id));
        expect(added.filter(({ id }) => !kept.has(id) && !done.includes(id))).toEqual([]);
      }),
    );
  });

  test('once the network is back everything arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 })), (orders) => {
        let entries = orders.map((order, seq) => entry(seq, { orderId: `o${order}`, tries: 3 }));
        const sent: number[] = [];
        for (let next = nextToSend(entries, ME); next; next = nextToSend(entries, ME)) {
          sent.push(next.seq);
          entries = afterTry(entries, next.id, { kind: 'received' });
        }
        expect(sent).toEqual(orders.map((_, seq) => seq));
      }),
    );
  });
});

describe('a refusal', () => {
  const refused = entry(0, { state: 'refused', code: 'order_state' });
  const report = entry(1, { action: 'report', text: '已修復' });

  test('holds back what comes after it on the same order, and nothing on others', () => {
    expect(nextToSend([refused, report], ME)).toBeUndefined();
    expect(nextToSend([refused, report, entry(2, { orderId: 'o2' })], ME)?.seq).toBe(2);
  });

  test('keeps words and photos until the person lets them go', () => {
    const kept = afterTry([report], report.id, { kind: 'refused', code: 'order_state' });
    expect(kept).toMatchObject([{ text: '已修復', state: 'refused', code: 'order_state' }]);
    expect(without(kept, report.id)).toEqual([]);
  });

  test('sent again it is the same thing under the same key', () => {
    expect(again([refused], refused.id)).toEqual([entry(0)]);
  });
});

test('another person’s entries on the same device are not sent as mine', () => {
  expect(nextToSend([entry(0, { userId: 'other' })], ME)).toBeUndefined();
});

test('an answer to a thing that was let go meanwhile changes nothing', () => {
  expect(afterTry([entry(1)], 'e0', { kind: 'received' })).toEqual([entry(1)]);
});

test.each([
  [0, 'passing'],
  [401, 'passing'],
  [429, 'passing'],
  [500, 'passing'],
  [503, 'passing'],
  [404, 'refused'],
  [409, 'refused'],
  [422, 'refused'],
])('an answer of %i is %s', (status, kind) => {
  expect(outcomeOfFailure(status, 'x').kind).toBe(kind);
});

test('what waits here counts as done, step by step to the end', () => {
  const order = {
    id: 'o1',
    actions: ['acknowledge', 'return'] as const,
    needsVerification: false,
  };
  const done = (...actions: Entry['action'][]) =>
    actionsAfter(
      order,
      actions.map((action, seq) => entry(seq, { action })),
    );
  expect(done()).toEqual(order.actions);
  expect(done('acknowledge')).toEqual(['arrive', 'report', 'return']);
  expect(done('acknowledge', 'arrive')).toEqual(['report', 'return']);
  expect(done('acknowledge', 'report')).toEqual(['close']);
  expect(done('acknowledge', 'report', 'close')).toEqual([]);
  expect(done('return')).toEqual([]);
  expect(actionsAfter(order, [entry(0, { orderId: 'o2' })])).toEqual(order.actions);
  const both = [entry(0), entry(1, { action: 'report' })];
  // What must be confirmed first is not closed without a network either.
  expect(actionsAfter({ ...order, needsVerification: true }, both)).toEqual([]);
  expect(waits(both, 'o1', 'report')?.seq).toBe(1);
});

test('the wait grows up to a minute and never falls to nothing', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
      const ms = backOff(tries, random);
      expect(ms).toBeGreaterThanOrEqual(500);
      expect(ms).toBeLessThanOrEqual(60_000);
    }),
  );
});
