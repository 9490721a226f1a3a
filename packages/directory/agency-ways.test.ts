import { messaging } from '@1999/messaging';
import { type Actor, newId, seedCity } from '@1999/platform';
import { startTestApp, type TestApp, type TestClient } from '@1999/platform/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agencyByCode, directory, dutyContactPhone, dutyContacts } from './index.ts';

const modules = [messaging, directory];
let city: TestApp;
let supervisor: TestClient;
let agencyId: string;
beforeEach(async () => {
  city = await startTestApp({ modules });
  await seedCity(city.app, modules);
  agencyId = (await agencyByCode(city.app.db, 'pwb-maintenance'))?.id ?? '';
  supervisor = city.as(someone('supervisor'));
});
afterEach(() => city?.close());

function someone(role: 'supervisor' | 'agency'): Actor {
  const own = role === 'agency' ? agencyId : null;
  return { kind: 'user', id: newId(), role, agencyId: own, sessionId: newId() };
}

const url = (rest: string) => `/api/agencies/${agencyId}/${rest}`;
const people = async () => (await supervisor.get(url('duty-people'))).body;
const person = {
  level: 'unit',
  position: 7,
  titleZh: '夜班值班員',
  titleEn: 'Night officer',
  name: '王小明',
  phone: '0912345678',
  hours: { from: '20:00', to: '08:00' },
  weekdays: [5, 6],
};

describe('a duty roster', () => {
  test('shows its people with masked numbers and who is on duty now', async () => {
    await supervisor.post(url('roster'), person);
    const added = (await people()).find(({ name }: { name: string }) => name === '王小明');
    // Monday morning, by the test's clock.
    expect(added).toMatchObject({ phone: '09**-***-678', hours: person.hours, onDutyNow: false });
    expect((await people())[0]).toMatchObject({ level: 'unit', position: 1, onDutyNow: true });
    expect((await city.as(someone('agency')).get(url('duty-people'))).status).toBe(403);
  });

  test('a shift is changed in place, and the person stays the same', async () => {
    const { contactId } = (await supervisor.post(url('roster'), person)).body;
    const answer = await supervisor.patch(url(`roster/${contactId}`), {
      hours: null,
      weekdays: [1, 2, 3],
      position: 8,
    });
    expect(answer).toMatchObject({ status: 200, body: { contactId } });
    const changed = (await people()).find(({ id }: { id: string }) => id === contactId);
    expect(changed).toMatchObject({
      hours: null,
      weekdays: [1, 2, 3],
      position: 8,
      name: '王小明',
    });
  });

  test('another person at a place is another contact; the one before stays known', async () => {
    const { contactId } = (await supervisor.post(url('roster'), person)).body;
    const change = { name: '李小華', phone: '0922333444' };
    const next = (await supervisor.patch(url(`roster/${contactId}`), change)).body;
    expect(next.contactId).not.toBe(contactId);
    const { db } = city.app;
    expect(await dutyContactPhone(city.app, db, next.contactId)).toBe('+886922333444');
    expect(await dutyContactPhone(city.app, db, contactId)).toBe('+886912345678');
    const now = (await people()).filter(({ position }: { position: number }) => position === 7);
    expect(now).toMatchObject([{ id: next.contactId, name: '李小華', hours: person.hours }]);
  });

  test('a new number alone keeps the name', async () => {
    const { contactId } = (await supervisor.post(url('roster'), person)).body;
    const next = await supervisor.patch(url(`roster/${contactId}`), { phone: '0922333555' });
    expect(
      (await people()).find(({ id }: { id: string }) => id === next.body.contactId),
    ).toMatchObject({ name: '王小明', phone: '09**-***-555' });
  });

  test.each([
    [{ position: 1 }, 409, 'place_taken'],
    [{ phone: 'no number' }, 422, 'phone_invalid'],
    [{ hours: { from: '08:00', to: '08:00' } }, 400, 'invalid_input'],
    [{ weekdays: [] }, 400, 'invalid_input'],
    [{ position: 1_000 }, 400, 'invalid_input'],
  ])('%o is refused and changes nothing', async (change, status, code) => {
    const { contactId } = (await supervisor.post(url('roster'), person)).body;
    const before = await people();
    const answer = await supervisor.patch(url(`roster/${contactId}`), change);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await people()).toEqual(before);
  });

  test('who has left it or is another agency’s is not found', async () => {
    const { contactId } = (await supervisor.post(url('roster'), person)).body;
    const foreign = `/api/agencies/${newId()}/roster/${contactId}`;
    expect((await supervisor.patch(foreign, { position: 9 })).status).toBe(404);
    await supervisor.del(url(`roster/${contactId}`));
    expect((await supervisor.patch(url(`roster/${contactId}`), { position: 9 })).status).toBe(404);
    const at = city.clock.now();
    const unit = await dutyContacts(city.app.db, { agencyId, level: 'unit', at });
    expect(unit.map(({ id }) => id)).not.toContain(contactId);
  });
});

describe('a way to be told', () => {
  const add = async (body: object) => (await supervisor.post(url('channels'), body)).body.channelId;
  const shown = async () => (await supervisor.get(url('channels'))).body;

  test('is changed: its address, and for which orders it is', async () => {
    const id = await add({ level: 'danger', channel: 'email', target: 'a@agency.test' });
    const change = { level: 'normal', target: 'b@agency.test' };
    expect((await supervisor.patch(url(`channels/${id}`), change)).status).toBe(204);
    expect(await shown()).toEqual([{ id, channel: 'email', ...change }]);
  });

  test('takes no address that does not go with it, and no place of another', async () => {
    const email = await add({ level: 'danger', channel: 'email', target: 'a@agency.test' });
    const wrong = await supervisor.patch(url(`channels/${email}`), { target: 'https://a.test/x' });
    expect(wrong).toMatchObject({ status: 422, body: { field: 'target' } });
    await add({ level: 'normal', channel: 'app' });
    const app = await add({ level: 'danger', channel: 'app' });
    const twice = await supervisor.patch(url(`channels/${app}`), { level: 'normal' });
    expect(twice).toMatchObject({ status: 409, body: { code: 'channel_there' } });
    const absent = await supervisor.patch(url(`channels/${newId()}`), { level: 'normal' });
    expect(absent.status).toBe(404);
  });

  test('is tried, and what came of it is seen', async () => {
    const id = await add({ level: 'danger', channel: 'email', target: 'a@agency.test' });
    expect((await supervisor.post(url(`channels/${id}/test`))).status).toBe(202);
    await city.settle();
    const told = await supervisor.get(`/api/deliveries?refId=${id}`);
    expect(told.body).toMatchObject([
      { channel: 'email', purpose: 'channel.test', state: 'failed', reason: 'noMailServer' },
    ]);
  });

  test('that would ring somebody up is not tried', async () => {
    const id = await add({ level: 'danger', channel: 'voice' });
    const answer = await supervisor.post(url(`channels/${id}/test`));
    expect(answer).toMatchObject({ status: 422, body: { code: 'channel_not_testable' } });
  });

  test('a text message is tried with whoever is on duty; with nobody there it says so', async () => {
    const id = await add({ level: 'danger', channel: 'sms' });
    expect((await supervisor.post(url(`channels/${id}/test`))).status).toBe(202);
    for (const { id: contact } of await people()) await supervisor.del(url(`roster/${contact}`));
    const answer = await supervisor.post(url(`channels/${id}/test`));
    expect(answer).toMatchObject({ status: 409, body: { code: 'nobody_on_duty' } });
  });
});

test('all agencies’ ways are seen at once, and where nobody is on duty', async () => {
  await supervisor.post(url('channels'), { level: 'danger', channel: 'push' });
  for (const { id: contact } of await people()) await supervisor.del(url(`roster/${contact}`));
  const all: { agencyId: string }[] = (await supervisor.get('/api/agency-ways')).body;
  expect(all.find((one) => one.agencyId === agencyId)).toEqual({
    agencyId,
    danger: ['push'],
    normal: ['app', 'voice'],
    onDuty: { unit: 0, chief: 0, bureau: 0, rdec: 0 },
  });
  expect(all.find((one) => one.agencyId !== agencyId)).toMatchObject({ onDuty: { unit: 3 } });
});
