import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseCity, caseCity } from './testing/case-city.ts';

let city: CaseCity;
beforeAll(async () => {
  city = await caseCity();
});
afterAll(() => city.close());

test('a pole is found by its number however it is written, and moves when the register says so', async () => {
  const boss = await city.signedIn('supervisor1');
  const pole = {
    kind: 'lightPole',
    code: 'AB-1234',
    words: '四維三路',
    district: '64000080',
    lat: 22.62,
    lng: 120.31,
    source: '養工處',
  };
  const twice = [pole, { ...pole, lat: 22.621 }];
  expect((await boss.put('/api/place-marks', { marks: twice })).body).toEqual({ count: 1 });
  const agent = await city.signedIn('agent1');
  const find = async (typed: string) =>
    (await agent.get(`/api/place-marks?q=${encodeURIComponent(typed)}`)).body;
  for (const typed of ['AB-1234', 'ab1234', 'ＡＢ 12']) {
    expect(await find(typed)).toMatchObject([{ code: 'AB-1234', lat: 22.621, kind: 'lightPole' }]);
  }
  expect(await find('%')).toEqual([]);
  expect((await agent.put('/api/place-marks', { marks: twice })).status).toBe(403);
});

test('a landmark is found by any part of its name', async () => {
  const agent = await city.signedIn('agent1');
  const { body } = await agent.get(`/api/place-marks?q=${encodeURIComponent('衛武營')}`);
  expect(body).toMatchObject([{ kind: 'landmark', district: '64000120' }]);
});

test('every danger has a script that asks its own questions, and every crisis one of its own', async () => {
  const agent = await city.signedIn('agent1');
  const { body: scripts } = await agent.get('/api/scripts');
  const { body: types } = await agent.get('/api/matter-types');
  for (const type of types.filter((one: { danger: boolean }) => one.danger)) {
    const script = scripts.find((one: { code: string }) => one.code === type.code);
    expect([type.code, script?.kind]).toEqual([type.code, 'type']);
    const asked = type.questions.map((question: { code: string }) => question.code);
    expect(asked).toEqual(expect.arrayContaining(script.mustAsk));
    expect(script.mustAsk.length).toBeGreaterThan(0);
  }
  const crises = scripts.filter((one: { kind: string }) => one.kind === 'crisis');
  expect(crises.map((one: { number: string | null }) => one.number)).toEqual([
    '1925',
    '113',
    '110',
    null,
  ]);
});
