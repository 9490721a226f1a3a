import { newId } from '@1999/platform';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAttachment, closeCase, preparePhoto } from './index.ts';
import { type CaseCity, caseCity } from './testing/case-city.ts';

let city: CaseCity;
beforeAll(async () => {
  city = await caseCity();
});
afterAll(() => city.close());

describe('who calls', () => {
  test('is shown masked, with the contacts and cases before, newest first', async () => {
    const { citizenId, contactId } = await city.citizen('0922-345-678');
    const first = await city.openCase(contactId);
    city.clock.advance({ minutes: 1 });
    const second = await city.openCase(contactId, { typeCode: 'littering', answers: {} });
    const agent = await city.signedIn('agent2');
    const { body } = await agent.get(`/api/citizens/${citizenId}/history`);
    expect(body).toMatchObject({
      citizen: { name: '王○明', phone: '09**-***-678' },
      contacts: [{ id: contactId }],
      cases: [
        { id: second.caseId, typeZh: '髒亂', districtZh: '苓雅區', state: 'open' },
        { id: first.caseId, typeZh: '路面坑洞' },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/王小明|0922345678|922345678/);
    expect((await agent.get(`/api/citizens/${newId()}/history`)).status).toBe(404);
  });

  test('can be named by the agent; the journal says which fields, never what', async () => {
    const { citizenId } = await city.citizen('0922-000-111');
    const agent = await city.signedIn('agent1');
    const url = `/api/citizens/${citizenId}`;
    expect((await agent.patch(url, { name: '陳美麗', phone: '07-336-8333' })).status).toBe(204);
    const { body } = await agent.get(`${url}/history`);
    expect(body.citizen).toMatchObject({ name: '陳○麗', phone: '07-****-333' });
    await city.settle();
    const [row] = await city.app.sql`select payload from journal
      where subject_id = ${citizenId} and type = 'citizen.described'`;
    expect(row?.payload).toEqual({ fields: ['name', 'phone'] });
    for (const [change, field] of [
      [{ phone: '1999' }, 'phone'],
      [{ name: 'a\0' }, 'name'],
      [{ email: 'no mail address' }, 'email'],
    ] as const) {
      const answer = await agent.patch(url, change);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body.field).toBe(field);
    }
  });
});

describe('a draft', () => {
  test('is found again after a reload by its own agent only, and lies sealed', async () => {
    const { citizenId } = await city.citizen('0922-000-222');
    const refId = newId();
    const agent = await city.signedIn('agent1');
    const data = { typeCode: 'pothole', description: '王小明說…', step: 2 };
    const saved = await agent.put(`/api/drafts/${refId}`, { citizenId, data });
    expect(saved.status).toBe(200);
    const { body } = await agent.get(`/api/drafts/${refId}`);
    expect(body).toMatchObject({ refId, citizenId, data });
    const other = await city.signedIn('agent2');
    expect((await other.get(`/api/drafts/${refId}`)).status).toBe(404);
    const [row] = await city.app.sql`select draft::text as text from draft where ref_id = ${refId}`;
    expect(row?.text).not.toContain(Buffer.from('王小明').toString('hex'));
    await agent.put(`/api/drafts/${refId}`, { citizenId, data: { step: 3 } });
    expect((await agent.get(`/api/drafts/${refId}`)).body.data).toEqual({ step: 3 });
    expect((await agent.del(`/api/drafts/${refId}`)).status).toBe(204);
    expect((await agent.get(`/api/drafts/${refId}`)).status).toBe(404);
  });

  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  test.each([
    ['NUL', { a: { b: 'x\0' } }],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['too much text', { a: 'x'.repeat(33_000) }],
    ['no object', 'text'],
  ])('with %s is refused', async (_name, data) => {
    const { citizenId } = await city.citizen('0922-000-222');
    const agent = await city.signedIn('agent1');
    const answer = await agent.put(`/api/drafts/${newId()}`, { citizenId, data });
    expect(answer.status).toBe(400);
    expect(answer.body.field).toMatch(/^data/);
  });

  test('nested twenty thousand deep is refused, and the next request works', async () => {
    const { citizenId } = await city.citizen('0922-000-222');
    const agent = await city.signedIn('agent1');
    const token = { a: deep };
    const answer = await agent.put(`/api/drafts/${newId()}`, { citizenId, data: token });
    expect(answer.status).toBe(400);
    const fine = await agent.put(`/api/drafts/${newId()}`, { citizenId, data: { a: '\\u0000' } });
    expect(fine.status).toBe(200);
  });
});

describe('erasing a citizen', () => {
  test('waits until nobody works for them any more', async () => {
    const { citizenId, contactId } = await city.citizen('0933-000-111');
    await city.openCase(contactId);
    const admin = await city.signedIn('admin1');
    const answer = await admin.post(`/api/citizens/${citizenId}/erasure`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'cases_open' } });
  });

  test('leaves case, counts and journal, and nothing by which to tell the person', async () => {
    const { citizenId, contactId } = await city.citizen('0933-000-222');
    const { caseId, number } = await city.openCase(contactId);
    const agent = await city.signedIn('agent1');
    await agent.put(`/api/drafts/${newId()}`, { citizenId, data: { step: 1 } });
    const pixels = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
    const photo = await preparePhoto(await pixels.jpeg().toBuffer(), false);
    const { agencyId } = await city.actor('agency1');
    const add = (source: 'citizen' | 'agency') =>
      addAttachment(city.caller(), {
        caseId,
        source,
        agencyId: source === 'agency' ? agencyId : null,
        photo,
      });
    const theirs = await add('citizen');
    const evidence = await add('agency');
    await closeCase(city.caller(), { caseId, ground: 'answered' });

    const admin = await city.signedIn('admin1');
    expect((await admin.post(`/api/citizens/${citizenId}/erasure`)).status).toBe(204);

    const { body } = await admin.get(`/api/cases/${caseId}`);
    expect(body).toMatchObject({
      number,
      state: 'closed',
      citizen: { name: null, phone: null },
      trackingCode: null,
      matters: [
        {
          description: null,
          address: null,
          landmark: null,
          village: null,
          lat: 22.62,
          lng: 120.31,
        },
      ],
    });
    expect((await admin.get(`/api/attachments/${theirs.attachmentId}`)).status).toBe(404);
    expect((await admin.get(`/api/attachments/${evidence.attachmentId}`)).status).toBe(200);
    const drafts = await city.app.sql`select 1 from draft where citizen_id = ${citizenId}`;
    expect(drafts).toHaveLength(0);
    const again = await city.citizen('0933-000-222');
    expect(again.citizenId).not.toBe(citizenId);
    await city.settle();
    const rows = await city.app.sql`select type from journal
      where subject_id = ${citizenId} and type = 'citizen.erased'`;
    expect(rows).toHaveLength(1);
  });

  test('is for administrators only', async () => {
    const { citizenId } = await city.citizen('0933-000-333');
    for (const username of ['agent1', 'supervisor1', 'agency1']) {
      const client = await city.signedIn(username);
      expect((await client.post(`/api/citizens/${citizenId}/erasure`)).status).toBe(403);
    }
    const admin = await city.signedIn('admin1');
    expect((await admin.post(`/api/citizens/${newId()}/erasure`)).status).toBe(404);
  });
});
