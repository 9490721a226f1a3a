import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeCase } from './index.ts';
import { type CaseCity, caseCity } from './testing/case-city.ts';

let city: CaseCity;
beforeAll(async () => {
  city = await caseCity();
});
afterAll(() => city.close());

/** Asks from an address of its own, so that tests do not shut each other out. */
function track(number: string, code: string, from: string) {
  const citizen = city.as({ kind: 'public', id: null });
  return citizen.post('/api/track', { number, code }, { 'x-forwarded-for': from });
}

async function openedCase() {
  const { contactId } = await city.citizen('0944-345-678');
  const { caseId, number } = await city.openCase(contactId);
  const agent = await city.signedIn('agent1');
  const { trackingCode: code } = (await agent.get(`/api/cases/${caseId}`)).body;
  return { caseId, number, code, wrong: code === '000000' ? '000001' : '000000' };
}

describe('a citizen tracks a case', () => {
  test('by its number and six digits, and may look again with the token for an hour', async () => {
    const { caseId, number, code } = await openedCase();
    const answer = await track(number.toLowerCase(), code, '10.0.0.1');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      number,
      state: 'open',
      typeZh: '路面坑洞',
      districtZh: '苓雅區',
      steps: [{ step: 'received' }],
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/王|四維|0?944-?345-?678/);
    await closeCase(city.caller(), { caseId, ground: 'answered' });
    const holder = city.as({ kind: 'capability', capability: 'case', id: caseId });
    const { body } = await holder.get(`/api/cases/${caseId}/status`);
    expect(body.steps.map((one: { step: string }) => one.step)).toEqual(['received', 'closed']);
    const other = await openedCase();
    expect((await holder.get(`/api/cases/${other.caseId}/status`)).status).toBe(404);
    expect((await holder.get(`/api/cases/${caseId}`)).status).toBe(403);
  });

  test('a wrong code and an absent case answer byte for byte alike', async () => {
    const { number, wrong } = await openedCase();
    const bad = await track(number, wrong, '10.0.0.2');
    const absent = await track('A-TB-2026-99999', wrong, '10.0.0.2');
    expect(bad.status).toBe(404);
    expect(bad.body).toEqual(absent.body);
  });

  test('five wrong tries shut the case for an hour, whoever asks and even with the right code', async () => {
    const { number, code, wrong } = await openedCase();
    for (let n = 0; n < 5; n++)
      expect((await track(number, wrong, `10.0.1.${n}`)).status).toBe(404);
    expect((await track(number, code, '10.0.1.9')).status).toBe(423);
    for (let n = 0; n < 5; n++) await track('A-TB-2026-88888', wrong, `10.0.2.${n}`);
    expect((await track('A-TB-2026-88888', wrong, '10.0.2.9')).status).toBe(423);
    city.clock.advance({ hours: 1 });
    expect((await track(number, code, '10.0.1.9')).status).toBe(200);
  });

  test('of thirty guesses at once no more than five are judged', async () => {
    const { number, wrong } = await openedCase();
    const guesses = Array.from({ length: 30 }, (_, n) => track(number, wrong, `10.0.3.${n}`));
    const statuses = (await Promise.all(guesses)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(5);
  });

  test('one address that tries one code on many cases is shut out after twenty', async () => {
    for (let n = 0; n < 20; n++) {
      expect((await track(`A-TB-2026-7${1000 + n}`, '123456', '10.0.4.1')).status).toBe(404);
    }
    const { number, code } = await openedCase();
    expect((await track(number, code, '10.0.4.1')).status).toBe(423);
    expect((await track(number, code, '10.0.4.2')).status).toBe(200);
  });

  test.each([
    ['number', { number: 'x', code: '123456' }],
    ['number', { number: `A-TB-2026-${'9'.repeat(90)}`, code: '123456' }],
    ['code', { number: 'A-TB-2026-00001', code: '12345' }],
    ['code', { number: 'A-TB-2026-00001', code: 123456 }],
  ])('a malformed %s is refused by name', async (field, body) => {
    const answer = await city.as({ kind: 'public', id: null }).post('/api/track', body);
    expect(answer).toMatchObject({ status: 400, body: { field } });
  });
});
