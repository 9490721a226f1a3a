import { addresses, messaging } from '@1999/messaging';
import { type Actor, newId, seedCity } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencies, directory, dutyContacts, users } from './index.ts';

let city: TestApp;
const nobody = { kind: 'public', id: null } as const;

beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory] });
  await seedCity(city.app, [messaging, directory]);
});
afterAll(() => city.close());

const viewOf = async (username: string) =>
  (await users(city.app.db)).find((user) => user.username === username);

async function actor(username: string): Promise<Extract<Actor, { kind: 'user' }>> {
  const user = (await users(city.app.db)).find((one) => one.username === username);
  if (!user) throw new Error(`no user ${username}`);
  const { id, role, agencyId } = user;
  return { kind: 'user', id, role, agencyId, sessionId: newId() };
}

describe('the demo city', () => {
  test('lists its accounts with their password, one for each agency', async () => {
    const { body } = await city.as(nobody).get('/api/demo');
    expect(body.demo).toBe(true);
    const names = body.accounts.map((account: { username: string }) => account.username);
    for (const name of ['agent1', 'agent6', 'supervisor1', 'admin1', 'agency1', 'agency15']) {
      expect(names).toContain(name);
    }
    const known = await agencies(city.app.db);
    expect(names.filter((name: string) => name.startsWith('agency'))).toHaveLength(known.length);
    const session = await city
      .as(nobody)
      .post('/api/session', { username: names[0], password: body.accounts[0].password });
    expect(session.status).toBe(200);
  });
});

describe('the duty roster', () => {
  test('is rung in its order, and the number is found only when a message is sent', async () => {
    const [agency] = await agencies(city.app.db);
    const wanted = { agencyId: agency?.id ?? '', level: 'unit', at: city.clock.now() } as const;
    const contacts = await dutyContacts(city.app.db, wanted);
    expect(contacts.map((contact) => contact.titleZh)).toEqual([
      '第一值班員',
      '第二值班員',
      '第三值班員',
    ]);
    const resolve = city.app.services.get(addresses).get('dutyContact');
    const first = { id: contacts[0]?.id ?? '', purpose: 'order.notify' };
    expect(await resolve?.(city.app, first)).toEqual({ to: '+886900100001' });
    expect(await resolve?.(city.app, { ...first, id: newId() })).toBeNull();
  });

  test('ends at the overseeing commission, whichever agency it is about', async () => {
    const all = await agencies(city.app.db);
    const rdec = all.find((one) => one.kind === 'oversight');
    const wanted = { agencyId: all[0]?.id ?? '', level: 'rdec', at: city.clock.now() } as const;
    const contacts = await dutyContacts(city.app.db, wanted);
    expect(contacts.length).toBeGreaterThan(0);
    expect(contacts.every((contact) => contact.agencyId === rdec?.id)).toBe(true);
  });

  test('holds no name and no number in the clear', async () => {
    const [dump] = await city.app.sql`select string_agg(d::text, ' ') as text from duty_contact d`;
    expect(dump?.text).not.toContain('值班人員');
    expect(dump?.text).not.toMatch(/900100001/);
  });

  test('is an agency’s own business: another agency’s and an absent one answer alike', async () => {
    const all = await agencies(city.app.db);
    const agency1 = city.as(await actor('agency1'));
    expect((await agency1.get(`/api/agencies/${all[0]?.id}/roster`)).body).toHaveLength(5);
    const foreign = await agency1.get(`/api/agencies/${all[1]?.id}/roster`);
    const absent = await agency1.get(`/api/agencies/${newId()}/roster`);
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(absent.body);
    const agent = city.as(await actor('agent1'));
    expect((await agent.get(`/api/agencies/${newId()}/roster`)).body).toEqual(absent.body);
  });
});

describe('administration of users', () => {
  test('a disabled user cannot renew, and the change is told with ids only', async () => {
    const admin = city.as(await actor('admin1'));
    const agent = await actor('agent2');
    const credentials = { username: 'agent2', password: 'demo1999' };
    const signedIn = await city.as(nobody).post('/api/session', credentials);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    expect((await admin.patch(`/api/users/${agent.id}`, { disabled: true })).status).toBe(204);
    const renewed = await city.as(nobody).post('/api/session/refresh', undefined, { cookie });
    expect(renewed.status).toBe(401);
    expect((await city.as(nobody).post('/api/session', credentials)).status).toBe(401);
    expect((await city.as(agent).get('/api/me')).status).toBe(401);
    await city.settle();
    const rows = await city.app.sql`select type, payload from journal
      where subject_id = ${agent.id} or payload ->> 'userId' = ${agent.id} order by position`;
    expect(rows.slice(-2)).toMatchObject([
      { type: 'user.changed', payload: { fields: ['disabled'] } },
      { type: 'session.revoked', payload: { userId: agent.id, reason: 'user_changed' } },
    ]);
  });

  test('a new user signs in; a taken name, a missing agency and a short password do not', async () => {
    const admin = city.as(await actor('admin1'));
    const user = { username: 'Night.Agent', name: '夜班', role: 'agent', password: 'long enough' };
    expect((await admin.post('/api/users', user)).status).toBe(201);
    const signedIn = await city
      .as(nobody)
      .post('/api/session', { username: 'night.agent', password: 'long enough' });
    expect(signedIn.status).toBe(200);
    expect(await admin.post('/api/users', user)).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    });
    const noAgency = { ...user, username: 'x1', role: 'agency' };
    expect(await admin.post('/api/users', noAgency)).toMatchObject({
      status: 422,
      body: { field: 'agencyId' },
    });
    const absent = { ...noAgency, agencyId: newId() };
    expect((await admin.post('/api/users', absent)).status).toBe(422);
    expect(await admin.post('/api/users', { ...user, password: 'short' })).toMatchObject({
      status: 400,
      body: { field: 'password' },
    });
    const broken = { ...user, username: 'x2', name: 'a\0' };
    expect(await admin.post('/api/users', broken)).toMatchObject({
      status: 400,
      body: { field: 'name' },
    });
    const [left] = await city.app.sql`
      select count(*)::int as n from app_user where username in ('x1', 'x2')`;
    expect(left?.n).toBe(0);
  });

  test('another role or agency ends the sign-ins of the old one, and the next has the new', async () => {
    const admin = city.as(await actor('admin1'));
    const { id } = await actor('agent3');
    const credentials = { username: 'agent3', password: 'demo1999' };
    const signedIn = await city.as(nobody).post('/api/session', credentials);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const [first, second] = await agencies(city.app.db);
    const toAgency = { role: 'agency', agencyId: first?.id };
    expect((await admin.patch(`/api/users/${id}`, toAgency)).status).toBe(204);
    const renewed = await city.as(nobody).post('/api/session/refresh', undefined, { cookie });
    expect(renewed.status).toBe(401);
    const again = await city.as(nobody).post('/api/session', credentials);
    expect(again.body.user).toMatchObject(toAgency);
    await admin.patch(`/api/users/${id}`, { agencyId: second?.id });
    expect(await viewOf('agent3')).toMatchObject({ role: 'agency', agencyId: second?.id });
    expect((await admin.patch(`/api/users/${id}`, { role: 'agent' })).status).toBe(204);
    expect(await viewOf('agent3')).toMatchObject({ role: 'agent', agencyId: null });
    await city.settle();
    const [row] = await city.app.sql`select payload from journal
      where subject_id = ${id} and type = 'user.changed' order by position desc limit 1`;
    expect(row?.payload).toEqual({ fields: ['role'], role: 'agent', agencyId: null });
  });

  test('an agency goes with its role and with no other, and must be one that is there', async () => {
    const admin = city.as(await actor('admin1'));
    const [agency] = await agencies(city.app.db);
    for (const [username, change] of [
      ['agent4', { role: 'agency' }],
      ['agent4', { agencyId: agency?.id }],
      ['agent4', { role: 'agency', agencyId: newId() }],
      ['agency1', { agencyId: null }],
      ['agency1', { role: 'agent', agencyId: agency?.id }],
    ] as const) {
      const before = await viewOf(username);
      const answer = await admin.patch(`/api/users/${before?.id}`, change);
      expect(answer).toMatchObject({ status: 422, body: { field: 'agencyId' } });
      expect(await viewOf(username)).toEqual(before);
    }
  });

  test('name, language and skills change without ending a sign-in; a new password ends it', async () => {
    const admin = city.as(await actor('admin1'));
    const { id } = await actor('agent4');
    const old = { username: 'agent4', password: 'demo1999' };
    const signedIn = await city.as(nobody).post('/api/session', old);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const change = { name: '夜班四號', locale: 'en', skills: ['en', 'danger', 'en'] };
    expect((await admin.patch(`/api/users/${id}`, change)).status).toBe(204);
    const skills = ['danger', 'en'];
    expect(await viewOf('agent4')).toMatchObject({ name: '夜班四號', locale: 'en', skills });
    const renewed = await city.as(nobody).post('/api/session/refresh', undefined, { cookie });
    expect(renewed.status).toBe(200);
    const next = String(renewed.headers['set-cookie']).split(';')[0] ?? '';
    await admin.patch(`/api/users/${id}`, { password: 'quite another one' });
    const ended = await city.as(nobody).post('/api/session/refresh', undefined, { cookie: next });
    expect(ended.status).toBe(401);
    expect((await city.as(nobody).post('/api/session', old)).status).toBe(401);
    const fresh = { username: 'agent4', password: 'quite another one' };
    expect((await city.as(nobody).post('/api/session', fresh)).status).toBe(200);
    await admin.patch(`/api/users/${id}`, { disabled: true });
    expect((await city.as(nobody).post('/api/session', fresh)).status).toBe(401);
    await admin.patch(`/api/users/${id}`, { disabled: false });
    expect((await city.as(nobody).post('/api/session', fresh)).status).toBe(200);
  });

  test('the list shows everybody, and never a password', async () => {
    const { body, status } = await city.as(await actor('admin1')).get('/api/users');
    expect(status).toBe(200);
    expect(body.length).toBeGreaterThan(20);
    expect(JSON.stringify(body)).not.toMatch(/argon2|password/i);
    expect(Object.keys(body[0]).toSorted()).toEqual(
      ['agencyId', 'disabled', 'id', 'locale', 'name', 'role', 'skills', 'username'].toSorted(),
    );
  });

  test('administrators cannot lock themselves out', async () => {
    const me = await actor('admin1');
    const answer = await city.as(me).patch(`/api/users/${me.id}`, { disabled: true });
    expect(answer).toMatchObject({ status: 409, body: { code: 'cannot_disable_self' } });
    const demotion = await city.as(me).patch(`/api/users/${me.id}`, { role: 'supervisor' });
    expect(demotion).toMatchObject({ status: 409, body: { code: 'cannot_demote_self' } });
    expect(await viewOf('admin1')).toMatchObject({ role: 'admin', disabled: false });
  });

  test('is for administrators only; an absent user is not found', async () => {
    const { id } = await actor('agent1');
    for (const username of ['agent1', 'supervisor1', 'agency1']) {
      const client = city.as(await actor(username));
      expect((await client.patch(`/api/users/${id}`, {})).status).toBe(403);
      expect((await client.post('/api/users', {})).status).toBe(403);
      expect((await client.get('/api/users')).status).toBe(403);
    }
    expect((await city.as(nobody).patch(`/api/users/${id}`, {})).status).toBe(401);
    expect((await city.as(nobody).get('/api/users')).status).toBe(401);
    const admin = city.as(await actor('admin1'));
    expect((await admin.patch(`/api/users/${newId()}`, {})).status).toBe(404);
    expect((await admin.patch('/api/users/1', {})).status).toBe(400);
  });
});
