import { newId } from '@1999/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCaseNumber } from './domain/case-number.ts';
import { contactHasCase } from './queries/contacts.ts';
import { type CaseCity, caseCity } from './testing/case-city.ts';

let city: CaseCity;
beforeAll(async () => {
  city = await caseCity();
});
afterAll(() => city.close());

test.each([
  ['A-TB-2026-00042', 'A-TB-2026-00042'],
  [' a-tb-2026-42 ', 'A-TB-2026-00042'],
  ['Ａ－ＴＢ－２０２６－００４２', 'A-TB-2026-00042'],
  ['2026-00042', 'A-TB-2026-00042'],
  ['202600042', 'A-TB-2026-00042'],
  ['ATB2026–123456', 'A-TB-2026-123456'],
  ['INS260101-1', null],
  ['42', null],
  ['', null],
])('%j is read as the case number %s', (typed, number) => {
  expect(readCaseNumber(typed)).toBe(number);
});

test('a case that is there already is found by its number and linked to a later approach, once', async () => {
  const before = await city.citizen('0955-111-222');
  const { caseId, number } = await city.openCase(before.contactId);
  const later = await city.citizen('0955-333-444');
  const agent = await city.signedIn('agent2');
  const found = await agent.get(`/api/cases?number=${encodeURIComponent(number.slice(5))}`);
  expect(found.body).toMatchObject([{ id: caseId, number, state: 'open', typeCode: 'pothole' }]);
  expect((await agent.get('/api/cases?number=A-TB-2026-99999')).body).toEqual([]);
  expect((await agent.get('/api/cases')).status).toBe(400);

  const url = `/api/contacts/${later.contactId}/cases`;
  for (const _ of [1, 2]) {
    expect(await agent.post(url, { caseId })).toMatchObject({ status: 200, body: { number } });
  }
  expect((await agent.get(url)).body).toMatchObject([{ id: caseId, number }]);
  expect(await contactHasCase(city.app.db, later.contactId)).toBe(true);
  const told = async () =>
    (await agent.get(`/api/cases/${caseId}/history`)).body.map(
      ({ type }: { type: string }) => type,
    );
  expect((await told()).filter((type: string) => type === 'case.contactLinked')).toHaveLength(1);

  expect((await agent.del(`${url}/${caseId}`)).status).toBe(200);
  expect((await agent.del(`${url}/${caseId}`)).status).toBe(404);
  expect((await agent.get(url)).body).toEqual([]);
  expect(await contactHasCase(city.app.db, later.contactId)).toBe(false);
  expect((await told()).at(-1)).toBe('case.contactUnlinked');
});

test('what cannot be linked is refused, and says why', async () => {
  const { contactId } = await city.citizen('0955-555-666');
  const { caseId } = await city.openCase(contactId);
  const agent = await city.signedIn('agent1');
  const url = `/api/contacts/${contactId}/cases`;
  expect(await agent.post(url, { caseId })).toMatchObject({
    status: 409,
    body: { code: 'own_case' },
  });
  expect(await agent.post(url, { caseId: newId() })).toMatchObject({
    status: 422,
    body: { code: 'unknown_case', field: 'caseId' },
  });
  expect((await agent.post(`/api/contacts/${newId()}/cases`, { caseId })).status).toBe(404);
  expect((await (await city.signedIn('agency1')).get(url)).status).toBe(403);
});
