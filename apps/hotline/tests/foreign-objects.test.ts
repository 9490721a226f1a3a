import { type Actor, newId } from '@1999/platform';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedAccess } from './support/expected-access.ts';
import { Story } from './support/story.ts';
import { faceOf, ok, startWholeCity, type WholeCity } from './support/whole-city.ts';

/** Somebody who asks for an object that is another's, by every route to such objects. */
interface Asking {
  readonly route: string;
  readonly by: () => Actor;
  readonly id: () => string;
  readonly body?: object;
  readonly request?: (id: string) => InjectOptions;
}

let city: WholeCity;
let story: Story;
let foreignWebCall: string;
let ringing: string;
let foreignChat: string;
beforeAll(async () => {
  city = await startWholeCity();
  story = new Story(faceOf(city));
  await story.callArrives();
  await story.choosesInTheMenu();
  await story.agentAnswers();
  await story.caseIsOpened();
  await story.orderIsIssued();
  await story.agencyAcknowledges();
  await story.agencyUploads();
  const nobody = city.as({ kind: 'public', id: null });
  foreignWebCall = ok<{ callId: string }>(await nobody.post('/api/webcalls', {})).callId;
  foreignChat = ok<{ id: string }>(await nobody.post('/api/chat/sessions', {}), 201).id;
  const other = new Story(faceOf(city));
  await other.callArrives();
  await other.choosesInTheMenu();
  ok(await city.who('agent2').put('/api/agents/me/state', { state: 'ready' }));
  const { offer } = ok<{ offer: { offerId: string } }>(
    await city.who('agent2').get('/api/offers/current'),
  );
  ringing = offer.offerId;
});
afterAll(() => city.close());

const otherAgency = () => city.actor('agency2');
const otherAgent = () => city.actor('agent3');
const inspector = () => city.actor('inspector1');
const otherCall = (): Actor => ({ kind: 'capability', capability: 'call', id: newId() });
const otherCase = (): Actor => ({ kind: 'capability', capability: 'case', id: newId() });
const otherChat = (): Actor => ({ kind: 'capability', capability: 'chat', id: newId() });
const chat = { by: otherChat, id: () => foreignChat };
const agentsChat = { by: otherAgent, id: () => foreignChat };
/** A path with a second id behind the first, which is nobody's. */
const within = (method: 'GET' | 'PUT' | 'DELETE', tail: string, payload?: object) => ({
  request: (id: string): InjectOptions => ({
    method,
    url: `/api/chat/sessions/${id}/${tail.replace('*', citizenId)}`,
    ...(payload ? { payload } : {}),
  }),
});
const order = { by: otherAgency, id: () => story.orderId };
const call = { by: otherAgent, id: () => story.callId };
const webCall = { by: otherCall, id: () => foreignWebCall };
const draft = { by: otherAgent, id: () => story.callId };
const citizenId = newId();
const reason = 'not ours';
const officer = { body: 'police', officer: '王', handedAt: '2026-01-01T00:00:00Z' };

const askings: Asking[] = [
  { route: 'GET /api/orders/:id', ...order },
  { route: 'POST /api/orders/:id/acknowledgement', ...order },
  { route: 'POST /api/orders/:id/arrival', ...order },
  { route: 'POST /api/orders/:id/report', ...order, body: { text: 'done' } },
  { route: 'POST /api/orders/:id/closure', ...order, body: { ground: 'report' } },
  { route: 'POST /api/orders/:id/return', ...order, body: { reason } },
  { route: 'POST /api/orders/:id/handoff', ...order, body: officer },
  {
    route: 'POST /api/orders/:id/extension',
    ...order,
    body: { reason, until: '2099-01-01T00:00:00Z' },
  },
  { route: 'POST /api/orders/:id/assignee', ...order, body: { userId: null } },
  { route: 'POST /api/orders/:id/contractor-link', ...order },
  { route: 'POST /api/orders/:id/citizen-calls', ...order },
  // Nothing of the story's types needs a confirmation, so that no order is an inspector's.
  { route: 'GET /api/orders/:id', by: inspector, id: () => story.orderId },
  { route: 'POST /api/orders/:id/verification', by: inspector, id: () => story.orderId },
  {
    route: 'POST /api/orders/:id/refusal',
    by: inspector,
    id: () => story.orderId,
    body: { reason },
  },
  { route: 'GET /api/attachments/:id', by: inspector, id: () => story.photoId },
  { route: 'GET /api/cases/:id', by: otherAgency, id: () => story.caseId },
  { route: 'GET /api/cases/:id/history', by: otherAgency, id: () => story.caseId },
  { route: 'GET /api/cases/:id/status', by: otherCase, id: () => story.caseId },
  { route: 'GET /api/attachments/:id', by: otherAgency, id: () => story.photoId },
  {
    route: 'POST /api/attachments',
    by: otherAgency,
    id: () => story.caseId,
    request: (id) => ({
      method: 'POST',
      url: `/api/attachments?caseId=${id}`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    }),
  },
  {
    route: 'GET /api/agencies/:id/roster',
    by: otherAgency,
    id: () => String(city.actor('agency1').agencyId),
  },
  { route: 'GET /api/drafts/:refId', ...draft },
  // Everybody has drafts of their own under any id, so keeping one says nothing of another's.
  { route: 'DELETE /api/drafts/:refId', ...draft },
  { route: 'PUT /api/drafts/:refId', ...draft, body: { citizenId, data: {} } },
  { route: 'POST /api/calls/:callId/leg', ...call, body: { sdp: 'v=0' } },
  {
    route: 'POST /api/calls/:callId/commands',
    ...call,
    body: { commandId: newId(), type: 'hold' },
  },
  { route: 'GET /api/calls/:callId/snapshot', ...call },
  { route: 'POST /api/calls/:callId/wrap-up', ...call, body: { code: 'answered' } },
  { route: 'POST /api/calls/:callId/faq-texts', ...call, body: { faqId: 'parking-fee-query' } },
  { route: 'POST /api/offers/:offerId/answer', by: otherAgent, id: () => ringing },
  { route: 'POST /api/offers/:offerId/decline', by: otherAgent, id: () => ringing },
  { route: 'GET /api/webcalls/:callId', ...webCall },
  { route: 'DELETE /api/webcalls/:callId', ...webCall },
  { route: 'GET /api/webcalls/:callId/ice-servers', ...webCall },
  { route: 'POST /api/webcalls/:callId/leg', ...webCall, body: { sdp: 'v=0' } },
  { route: 'POST /api/webcalls/:callId/digits', ...webCall, body: { digit: '1' } },
  { route: 'GET /api/chat/sessions/:id', ...chat },
  { route: 'DELETE /api/chat/sessions/:id', ...chat },
  { route: 'POST /api/chat/sessions/:id/messages', ...chat, body: { text: '停車費' } },
  {
    route: 'PUT /api/chat/sessions/:id/messages/:messageId/rating',
    ...chat,
    ...within('PUT', 'messages/*/rating', { thumb: 'up' }),
  },
  { route: 'POST /api/chat/sessions/:id/hand-over', ...chat },
  { route: 'DELETE /api/chat/sessions/:id/hand-over', ...chat },
  { route: 'POST /api/chat/sessions/:id/call-back', ...chat, body: { phone: '0912345678' } },
  { route: 'GET /api/chat/sessions/:id/typing', ...chat },
  { route: 'PUT /api/chat/sessions/:id/typing', ...chat, body: { typing: true } },
  { route: 'POST /api/chat/sessions/:id/end', ...chat },
  { route: 'PUT /api/chat/sessions/:id/report', ...chat, body: {} },
  { route: 'DELETE /api/chat/sessions/:id/report', ...chat },
  { route: 'POST /api/chat/sessions/:id/report/confirmation', ...chat },
  {
    route: 'POST /api/chat/sessions/:id/report/photos',
    ...chat,
    request: (id) => ({
      method: 'POST',
      url: `/api/chat/sessions/${id}/report/photos`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    }),
  },
  {
    route: 'GET /api/chat/sessions/:id/report/photos/:photoId',
    ...chat,
    ...within('GET', 'report/photos/*'),
  },
  {
    route: 'DELETE /api/chat/sessions/:id/report/photos/:photoId',
    ...chat,
    ...within('DELETE', 'report/photos/*'),
  },
  { route: 'POST /api/chats/offers/:offerId/answer', by: otherAgent, id: () => ringing },
  { route: 'GET /api/chats/:id', ...agentsChat },
  { route: 'POST /api/chats/:id/messages', ...agentsChat, body: { text: '您好' } },
  { route: 'GET /api/chats/:id/typing', ...agentsChat },
  { route: 'PUT /api/chats/:id/typing', ...agentsChat, body: { typing: true } },
  { route: 'POST /api/chats/:id/end', ...agentsChat },
  { route: 'POST /api/chats/:id/wrap-up', ...agentsChat, body: { code: 'other' } },
  { route: 'POST /api/chats/:id/hand-on', ...agentsChat, body: { to: 'queue' } },
  { route: 'GET /api/chats/:id/colleagues', ...agentsChat },
  {
    route: 'GET /api/chats/:id/photos/:photoId',
    ...agentsChat,
    request: (id) => ({ method: 'GET', url: `/api/chats/${id}/photos/${citizenId}` }),
  },
];

async function answerTo({ route, by, body, request }: Asking, id: string) {
  const [method, path] = route.split(' ') as [NonNullable<InjectOptions['method']>, string];
  const usual = { method, url: path.replace(/:\w+/, id), ...(body ? { payload: body } : {}) };
  const answer = await city.send(by(), request?.(id) ?? usual);
  const { date: _, ...headers } = answer.headers;
  return { status: answer.statusCode, bytes: answer.rawPayload.toString('hex'), headers };
}

const journalLength = async () => {
  const [row] = await city.app.sql<{ n: number }[]>`select count(*)::int as n from journal_all`;
  return row?.n;
};

describe('what is another’s answers as what does not exist, byte for byte', () => {
  test.each(askings)('$route', async (asking) => {
    const before = await journalLength();
    const foreign = await answerTo(asking, asking.id());
    const absent = await answerTo(asking, newId());
    expect(foreign).toEqual(absent);
    if (!asking.route.startsWith('DELETE /api/drafts')) expect(foreign.status).toBe(404);
    expect(await journalLength()).toBe(before);
  });

  test('every route on which somebody has objects of their own is asked here', () => {
    const asked = new Set(askings.map(({ route }) => route));
    const ofSomebody = [...expectedAccess].filter(
      // A survey's code is its key: whoever has it is the one it belongs to.
      ([route, row]) =>
        /:\w+/.test(route) && !route.includes('/surveys/') && Object.values(row).includes('own'),
    );
    expect(ofSomebody.map(([route]) => route).filter((route) => !asked.has(route))).toEqual([]);
  });
});

test('each of these objects is there for whom it belongs to', async () => {
  await story.as('agency1', 'GET', `/api/orders/${story.orderId}`);
  await story.as('agency1', 'GET', `/api/cases/${story.caseId}`);
  await story.as('agency1', 'GET', `/api/attachments/${story.photoId}`);
  await story.as('agent1', 'GET', `/api/drafts/${story.callId}`);
  const { call } = await story.as('agent1', 'GET', '/api/calls/current');
  expect(call.callId).toBe(story.callId);
  const own: Actor = { kind: 'capability', capability: 'call', id: foreignWebCall };
  ok(await city.as(own).get(`/api/webcalls/${foreignWebCall}`));
  const chatter: Actor = { kind: 'capability', capability: 'chat', id: foreignChat };
  ok(await city.as(chatter).get(`/api/chat/sessions/${foreignChat}`));
});

test('lists hold nothing of others, whatever filter is asked for', async () => {
  const agencyId = city.actor('agency1').agencyId;
  const { caseId } = story;
  const mine = city.who('agency1');
  const theirs = city.who('agency2');
  for (const query of ['', `?agencyId=${agencyId}`, `?caseId=${caseId}`, '?limit=500']) {
    expect(ok<unknown[]>(await mine.get(`/api/orders${query}`)), query).toHaveLength(1);
    expect(ok(await theirs.get(`/api/orders${query}`)), query).toEqual([]);
  }
  const agent1 = city.actor('agent1').id;
  expect(ok(await city.who('agent3').get(`/api/calls?agentId=${agent1}`))).toEqual([]);
});

test('topics of others are denied like topics of nobody', async () => {
  await city.settle();
  const topics = [`order:${story.orderId}`, `case:${story.caseId}`, `call:${story.callId}`];
  topics.push(`agency:${city.actor('agency1').agencyId}`, `agent:${city.actor('agent1').id}`);
  topics.push('board', 'queue', 'orders', 'nonsense');
  const asked = `/api/changes?after=0&topics=${topics.join(',')}`;
  for (const actor of [otherAgency(), otherCase(), otherCall(), inspector()]) {
    const { changes, denied } = ok<{ changes: unknown[]; denied: string[] }>(
      await city.as(actor).get(asked),
    );
    expect(changes).toEqual([]);
    expect(denied).toEqual(topics);
  }
  const own = await city.who('agency1').get(asked);
  expect(own.body.changes.length).toBeGreaterThan(0);
  expect(own.body.denied).not.toContain(`order:${story.orderId}`);
});
