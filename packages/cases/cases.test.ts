import { newId } from '@1999/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeCase, grantCaseToAgency, openContact, recordSatisfaction } from './index.ts';
import { type CaseCity, caseCity, report } from './testing/case-city.ts';

let city: CaseCity;
beforeAll(async () => {
  city = await caseCity();
});
afterAll(() => city.close());

async function journalOf(caseId: string) {
  return city.app.sql`select type, payload from journal where thread_id = ${caseId}
    order by position`;
}

describe('the city', () => {
  test('has its 38 districts and every type with an agency that answers for it', async () => {
    const citizen = city.as({ kind: 'public', id: null });
    const { body: districts } = await citizen.get('/api/districts');
    expect(districts).toHaveLength(38);
    expect(districts[7]).toMatchObject({ code: '64000080', nameZh: '苓雅區' });
    const { body: types } = await citizen.get('/api/matter-types');
    expect(types).toHaveLength(24);
    expect(types[0]).toMatchObject({ code: 'pothole', danger: true, nameZh: '路面坑洞' });
    expect(types[0].questions[1].options).toHaveLength(3);
  });
});

describe('an agent records a case', () => {
  test('and finds every word of it again, the caller only masked', async () => {
    const { contactId } = await city.citizen('0912-345-678');
    const opened = await city.openCase(contactId);
    expect(opened.number).toMatch(/^A-TB-2026-\d{5}$/);
    const agent = await city.signedIn('agent1');
    const { status, body } = await agent.get(`/api/cases/${opened.caseId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      number: opened.number,
      state: 'open',
      channel: 'phone',
      citizen: { name: '王○明', phone: '09**-***-678' },
      trackingCode: expect.stringMatching(/^\d{6}$/),
      matters: [
        {
          id: opened.matterId,
          typeZh: '路面坑洞',
          agencyCode: 'pwb-maintenance',
          districtZh: '苓雅區',
          address: '四維三路2號',
          landmark: '市府前',
          description: report.description,
          answers: report.answers,
        },
      ],
    });
  });

  test('whose number follows the last, two at once too', async () => {
    const { contactId } = await city.citizen('0912-000-111');
    const opened = await Promise.all(Array.from({ length: 8 }, () => city.openCase(contactId)));
    const numbers = opened.map((one) => Number(one.number.slice(-5))).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(8);
    expect((numbers[7] ?? 0) - (numbers[0] ?? 0)).toBe(7);
  });

  test('once, however often the same Idempotency-Key is sent; another body under it is refused', async () => {
    const { contactId } = await city.citizen('0912-000-112');
    const agent = await city.signedIn('agent1');
    const key = { 'idempotency-key': newId() };
    const first = await agent.post('/api/cases', { contactId, ...report }, key);
    expect((await agent.post('/api/cases', { contactId, ...report }, key)).body).toEqual(
      first.body,
    );
    const other = await agent.post('/api/cases', { contactId, ...report, description: 'x' }, key);
    expect(other.status).toBe(422);
  });

  test('and neither name, number nor words stand in any table in the clear', async () => {
    const { contactId } = await city.citizen('0912-345-678');
    const agent = await city.signedIn('agent1');
    const key = { 'idempotency-key': newId() };
    const { body } = await agent.post('/api/cases', { contactId, ...report }, key);
    const { trackingCode } = (await agent.get(`/api/cases/${body.caseId}`)).body;
    await city.settle();
    const [dump] = await city.app.sql`select
      (select string_agg(t::text, ' ') from case_file t) ||
      (select string_agg(t::text, ' ') from matter t) ||
      (select string_agg(t::text, ' ') from contact t) ||
      (select string_agg(t::text, ' ') from command_receipt t) ||
      (select string_agg(t::text, ' ') from journal t) as text`;
    const clear = ['王小明', '0912345678', '912345678', '坑洞', '四維三路', trackingCode];
    const hex = clear.map((word) => Buffer.from(word).toString('hex'));
    for (const word of clear.slice(0, 5)) expect(dump?.text).not.toContain(word);
    expect(dump?.text).not.toContain(`"${trackingCode}"`);
    for (const word of hex) expect(dump?.text).not.toContain(word);
  });

  test('whose description can be written anew until it is closed', async () => {
    const { contactId } = await city.citizen('0912-000-113');
    const { caseId, matterId } = await city.openCase(contactId);
    const agent = await city.signedIn('agent1');
    const url = `/api/cases/${caseId}/matters/${matterId}/description`;
    expect((await agent.put(url, { description: '兩個坑洞' })).status).toBe(204);
    const { body } = await agent.get(`/api/cases/${caseId}`);
    expect(body.matters[0].description).toBe('兩個坑洞');
    const foreign = await city.openCase(contactId);
    const wrong = `/api/cases/${foreign.caseId}/matters/${matterId}/description`;
    expect((await agent.put(wrong, { description: 'x' })).status).toBe(404);
    await closeCase(city.caller(), { caseId, ground: 'answered' });
    expect((await agent.put(url, { description: 'x' })).status).toBe(409);
    await city.settle();
    expect((await journalOf(caseId)).map((row) => row.type)).toEqual([
      'case.opened',
      'case.described',
      'case.closed',
      // The number and code that nobody carries here.
      'delivery.queued',
      'delivery.failed',
    ]);
  });

  const { place } = report;
  test.each([
    ['an unknown type', { typeCode: 'dragon' }, 422, 'typeCode'],
    ['an unknown district', { place: { district: '99999999' } }, 422, 'place.district'],
    ['a district by name', { place: { district: '苓雅區' } }, 400, 'place.district'],
    ['no description', { description: '' }, 400, 'description'],
    ['a description of spaces', { description: '  ' }, 400, 'description'],
    ['NUL in the description', { description: 'a\0b' }, 400, 'description'],
    [
      'a lone surrogate in the address',
      { place: { ...place, address: '\ud800' } },
      400,
      'place.address',
    ],
    ['a huge description', { description: 'x'.repeat(4001) }, 400, 'description'],
    ['a number as description', { description: 7 }, 400, 'description'],
    ['lat and lng exchanged', { place: { ...place, lat: 120.3, lng: 22.6 } }, 400, 'place.lat'],
    ['lat alone', { place: { district: '64000080', lat: 22.6 } }, 400, 'place.lat'],
    ['a question the type does not ask', { answers: { depth: 'knee' } }, 422, 'answers.depth'],
    ['an answer that is no choice', { answers: { lane: 'sky' } }, 422, 'answers.lane'],
    ['an unknown contact', { contactId: newId() }, 422, 'contactId'],
    ['a contact that is no id', { contactId: '1' }, 400, 'contactId'],
  ])('but not with %s, and nothing is stored', async (_name, change, status, field) => {
    const { contactId } = await city.citizen('0912-000-114');
    const agent = await city.signedIn('agent1');
    const before = await city.app.sql`select count(*)::int as n from case_file`;
    const answer = await agent.post('/api/cases', { contactId, ...report, ...change });
    expect(answer).toMatchObject({ status, body: { field } });
    expect(await city.app.sql`select count(*)::int as n from case_file`).toEqual(before);
  });
});

describe('a contact', () => {
  test('that came by a call is one, however often it is opened', async () => {
    const { citizenId } = await city.citizen('0912-000-115');
    const input = { channel: 'phone', citizenId, refType: 'call', refId: newId() } as const;
    const made = await Promise.all([1, 2, 3].map(() => openContact(city.caller(), input)));
    expect(new Set(made.map((one) => one.contactId)).size).toBe(1);
  });

  test('of somebody new at the counter makes a citizen who can be described', async () => {
    const agent = await city.signedIn('agent1');
    const made = await agent.post('/api/contacts', { channel: 'counter' });
    expect(made.status).toBe(201);
    const { citizenId } = made.body;
    const named = await agent.patch(`/api/citizens/${citizenId}`, { name: '王小明' });
    expect(named.status).toBe(204);
    const history = await agent.get(`/api/citizens/${citizenId}/history`);
    expect(history.body).toMatchObject({
      citizen: { name: '王○明', phone: null },
      contacts: [{ id: made.body.contactId, channel: 'counter' }],
    });
  });

  test('of nobody the vault knows, or with half a reference, is refused', async () => {
    const agent = await city.signedIn('agent1');
    const unknown = await agent.post('/api/contacts', { channel: 'phone', citizenId: newId() });
    expect(unknown.status).toBe(404);
    const { citizenId } = await city.citizen('0912-000-115');
    const half = await agent.post('/api/contacts', { channel: 'phone', citizenId, refId: newId() });
    expect(half).toMatchObject({ status: 422, body: { field: 'refId' } });
  });
});

describe('an agency', () => {
  test('reads a case once it was given an order of it; before, it answers like an absent one', async () => {
    const { contactId } = await city.citizen('0912-000-116');
    const { caseId } = await city.openCase(contactId);
    const agency = await city.signedIn('agency1');
    const { agencyId } = await city.actor('agency1');
    for (const path of ['', '/history']) {
      const foreign = await agency.get(`/api/cases/${caseId}${path}`);
      const absent = await agency.get(`/api/cases/${newId()}${path}`);
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(absent.body);
    }
    for (let n = 0; n < 2; n++) {
      await grantCaseToAgency(city.caller(), { caseId, agencyId: agencyId ?? '' });
    }
    const { body } = await agency.get(`/api/cases/${caseId}`);
    expect(body).toMatchObject({
      citizen: { name: '王○明', phone: '09**-***-116' },
      trackingCode: null,
      matters: [{ description: report.description }],
    });
    expect((await (await city.signedIn('agency2')).get(`/api/cases/${caseId}`)).status).toBe(404);
    expect((await agency.get(`/api/cases/${caseId}/history`)).body).toHaveLength(1);
  });
});

describe('the history of a case', () => {
  test('tells every step with who took it, sealed or not yet', async () => {
    const { contactId } = await city.citizen('0912-000-117');
    const { caseId } = await city.openCase(contactId);
    await city.settle();
    expect(await closeCase(city.caller(), { caseId, ground: 'answered' })).toEqual({
      closed: true,
    });
    expect(await closeCase(city.caller(), { caseId, ground: 'other' })).toEqual({ closed: false });
    await recordSatisfaction(city.caller(), { caseId, score: 5 });
    const supervisor = await city.signedIn('supervisor1');
    const { body } = await supervisor.get(`/api/cases/${caseId}/history`);
    expect(body).toMatchObject([
      { type: 'case.opened', actor: { kind: 'agent', name: '話務一號' } },
      { type: 'delivery.queued', payload: { channel: 'sms', purpose: 'case.opened' } },
      { type: 'delivery.failed', payload: { reason: 'noChannel' } },
      { type: 'case.closed', payload: { ground: 'answered' }, actor: { kind: 'system' } },
      { type: 'case.satisfactionRecorded', payload: { score: 5 } },
    ]);
    const view = await supervisor.get(`/api/cases/${caseId}`);
    expect(view.body).toMatchObject({ state: 'closed', closedGround: 'answered', satisfaction: 5 });
  });
});
