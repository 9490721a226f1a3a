import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reader, Tx } from '../database/client.ts';
import { newId } from '../ids/new-id.ts';
import { startTestApp, type TestApp, testConfig } from '../testing/index.ts';
import { PostgresVault } from './postgres-vault.ts';

const system = { kind: 'system', id: 'test' } as const;
let city: TestApp;

beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

function inTx<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
  return city.app.db.transaction(work);
}

/** A citizen of whom everything is known. */
async function ming(phone: string): Promise<string> {
  const { vault, clock } = city.app;
  return inTx(async (tx) => {
    const id = await vault.citizenByPhone(tx, phone, clock.now());
    const data = { name: '王小明', email: 'ming@example.tw', address: '高雄市苓雅區四維三路2號' };
    await vault.put(tx, id, data, clock.now());
    return id;
  });
}

function readAll(id: string, purpose = 'call back') {
  return inTx((tx) =>
    city.app.vault.read(tx, id, ['name', 'phone', 'email', 'address'], {
      actor: system,
      purpose,
      now: city.clock.now(),
    }),
  );
}

async function asOwner<R>(work: (sql: postgres.Sql) => Promise<R>): Promise<R> {
  const sql = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  return work(sql).finally(() => sql.end());
}

describe('the vault', () => {
  test('opens a list of people by two statements, however many they are', async () => {
    const ids = [];
    for (let nth = 0; nth < 5; nth++) ids.push(await ming(`0912-345-60${nth}`));
    let asked = 0;
    const { db, vault } = city.app;
    const select = (...columns: []) => {
      asked += 1;
      return db.select(...columns);
    };
    const reader = { select } as unknown as Reader;
    const masked = ids.map((id) => vault.masked(reader, id));
    const phones = (await Promise.all(masked)).map(({ phone }) => phone);
    expect(phones).toEqual(ids.map((_, nth) => `09**-***-60${nth}`));
    expect(asked).toBe(2);
  });

  test('gives back what it was given, and shows it masked', async () => {
    const id = await ming('0912-345-678');
    expect(await readAll(id)).toEqual({
      name: '王小明',
      phone: '+886912345678',
      email: 'ming@example.tw',
      address: '高雄市苓雅區四維三路2號',
    });
    expect(await city.app.vault.masked(city.app.db, id)).toEqual({
      name: '王○明',
      phone: '09**-***-678',
      email: 'm***@***',
      address: '高雄市苓雅區○○○',
    });
  });

  test('finds a citizen by the number however it is written, twenty calls at once too', async () => {
    const forms = ['0922-333-444', '+886922333444', '0922 333 444', '886922333444'];
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        inTx((tx) => city.app.vault.citizenByPhone(tx, forms[index % 4] ?? '', city.clock.now())),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    const [count] = await city.app.sql`
      select count(*)::int as orphans from vault_citizen c
      where not exists (select from vault_field f where f.citizen_id = c.id)`;
    expect(count?.orphans).toBe(0);
  });

  test('refuses what is no phone number, naming the field', async () => {
    const attempt = inTx((tx) => city.app.vault.citizenByPhone(tx, '1999', city.clock.now()));
    await expect(attempt).rejects.toMatchObject({ status: 422, field: 'phone' });
  });

  test('notes who read what, when and what for', async () => {
    const id = await ming('0933-000-111');
    await readAll(id, 'callback of a dropped call');
    const rows = await city.app.sql`select * from vault_access where citizen_id = ${id}`;
    expect(rows).toMatchObject([
      {
        actor_kind: 'system',
        actor_id: 'test',
        fields: ['name', 'phone', 'email', 'address'],
        purpose: 'callback of a dropped call',
        at: new Date(city.clock.now().epochMilliseconds),
      },
    ]);
  });

  test('an access once noted can be neither changed nor removed by the application', async () => {
    await readAll(await ming('0933-000-112'));
    await expect(city.app.sql`update vault_access set purpose = 'x'`).rejects.toThrow(/denied/);
    await expect(city.app.sql`delete from vault_access`).rejects.toThrow(/denied/);
    await expect(city.app.sql`delete from vault_citizen`).rejects.toThrow(/denied/);
  });

  test('a changed number is found, the old one no more; a cleared field is gone', async () => {
    const id = await ming('0944-000-111');
    const { vault, clock } = city.app;
    await inTx((tx) => vault.put(tx, id, { phone: '07-336-8333', email: null }, clock.now()));
    expect(await readAll(id)).toMatchObject({ phone: '+88673368333', email: null });
    const found = (phone: string) => inTx((tx) => vault.citizenByPhone(tx, phone, clock.now()));
    expect(await found('07-3368333')).toBe(id);
    expect(await found('0944000111')).not.toBe(id);
  });

  test('a number somebody else is known by stays theirs to be found by', async () => {
    const first = await ming('0945-000-111');
    const { vault, clock } = city.app;
    const second = await inTx(async (tx) => {
      const id = await vault.newCitizen(tx, clock.now());
      await vault.put(tx, id, { phone: '0945-000-111' }, clock.now());
      return id;
    });
    expect(await readAll(second)).toMatchObject({ phone: '+886945000111' });
    expect(await inTx((tx) => vault.citizenByPhone(tx, '0945000111', clock.now()))).toBe(first);
  });

  test('a row altered behind its back, or moved to another citizen, does not open', async () => {
    const id = await ming('0955-000-111');
    const other = await ming('0955-000-222');
    await asOwner(
      (sql) => sql`update vault_field set sealed =
        (select sealed from vault_field where citizen_id = ${other} and field = 'name')
        where citizen_id = ${id} and field = 'name'`,
    );
    await expect(readAll(id)).rejects.toThrow();
    await asOwner(
      (sql) => sql`update vault_citizen set wrapped_key =
        (select wrapped_key from vault_citizen where id = ${id}) where id = ${other}`,
    );
    await expect(readAll(other)).rejects.toThrow();
  });

  test('nothing opens under another master key', async () => {
    const id = await ming('0956-000-111');
    const stranger = new PostgresVault(testConfig().secrets);
    await expect(stranger.masked(city.app.db, id)).rejects.toThrow();
  });

  test('free text comes back until the citizen is erased; then neither text nor person does', async () => {
    const id = await ming('0966-000-111');
    const { vault, clock } = city.app;
    const sealed = await inTx((tx) => vault.seal(tx, id, '王小明家門口有坑洞'));
    expect(sealed.includes(Buffer.from('王小明'))).toBe(false);
    expect(await vault.unseal(city.app.db, id, sealed)).toBe('王小明家門口有坑洞');

    await inTx((tx) => vault.erase(tx, id, clock.now()));
    await inTx((tx) => vault.erase(tx, id, clock.now()));
    expect(await vault.unseal(city.app.db, id, sealed)).toBeNull();
    expect(Object.values(await readAll(id))).toEqual([null, null, null, null]);
    expect(Object.values(await vault.masked(city.app.db, id))).toEqual([null, null, null, null]);
    await expect(inTx((tx) => vault.seal(tx, id, 'x'))).rejects.toMatchObject({ status: 409 });
    const put = inTx((tx) => vault.put(tx, id, { name: 'x' }, clock.now()));
    await expect(put).rejects.toMatchObject({ status: 409 });
    const again = await inTx((tx) => vault.citizenByPhone(tx, '0966000111', clock.now()));
    expect(again).not.toBe(id);
    const [left] = await city.app.sql`
      select wrapped_key, erased_at, (select count(*)::int from vault_field where citizen_id = id)
        as fields from vault_citizen where id = ${id}`;
    expect(left).toMatchObject({ wrapped_key: null, fields: 0 });
  });

  test('a citizen nobody knows is not found', async () => {
    await expect(readAll(newId())).rejects.toMatchObject({ status: 404 });
    const seal = inTx((tx) => city.app.vault.seal(tx, newId(), 'x'));
    await expect(seal).rejects.toMatchObject({ status: 404 });
  });

  test('no table holds a name or a number in the clear', async () => {
    await ming('0977-000-111');
    const dump = await asOwner(
      (sql) => sql`select
        (select string_agg(c::text, ' ') from vault_citizen c) || ' ' ||
        (select string_agg(f::text, ' ') from vault_field f) || ' ' ||
        (select string_agg(p::text, ' ') from vault_phone p) || ' ' ||
        (select string_agg(a::text, ' ') from vault_access a) as text`,
    );
    const text = String(dump[0]?.text);
    for (const clear of ['王小明', '+886977000111', 'ming@example.tw']) {
      expect(text).not.toContain(clear);
      expect(text).not.toContain(Buffer.from(clear).toString('hex'));
    }
  });
});
