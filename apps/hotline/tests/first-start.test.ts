import { agencies, skills, users } from '@1999/directory';
import { seedCity } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { modules } from '../src/modules.ts';

let city: TestApp;
afterEach(() => city.close());

const countOf = async (table: string) =>
  (await city.app.sql`select count(*)::int as n from ${city.app.sql(table)}`)[0]?.n;

describe('an empty database', () => {
  test('of a real city gets what every city begins with, and nobody in it', async () => {
    city = await startTestApp({ modules, config: { demo: false } });
    await seedCity(city.app, modules);
    expect(await countOf('district')).toBe(38);
    expect(await countOf('matter_type')).toBeGreaterThan(20);
    expect(await countOf('district_office')).toBe(4);
    expect(await skills(city.app.db)).toHaveLength(13);
    expect((await agencies(city.app.db)).map((agency) => agency.code)).toContain('rdec');
    expect(await users(city.app.db)).toEqual([]);
    expect(await countOf('duty_contact')).toBe(0);
  });

  test('of a demo gets its people too', async () => {
    city = await startTestApp({ modules });
    await seedCity(city.app, modules);
    expect((await users(city.app.db)).map((user) => user.username)).toContain('agency15');
    expect(await countOf('duty_contact')).toBeGreaterThan(70);
  });

  test('is filled once when two processes come together, and never again', async () => {
    city = await startTestApp({ modules });
    await Promise.all([seedCity(city.app, modules), seedCity(city.app, modules)]);
    const before = await users(city.app.db);
    await city.app.sql`delete from agency_rule`;
    await seedCity(city.app, modules);
    expect(await countOf('agency_rule')).toBe(0);
    expect(await users(city.app.db)).toEqual(before);
  });

  test('whose first start was cut short anywhere is filled by the next', async () => {
    city = await startTestApp({ modules });
    for (let step = 1; step <= 4; step++) {
      const cut = cutAfter(step * 10);
      await expect(seedCity({ ...city.app, clock: cut }, modules)).rejects.toThrow('power cut');
    }
    await seedCity(city.app, modules);
    expect(await agencies(city.app.db)).toHaveLength(15);
    expect(await users(city.app.db)).toHaveLength(15 + 1 + 6 + 2 + 1);
    expect(await countOf('duty_contact')).toBe(15 * 5 + 2);
    expect(await countOf('district')).toBe(38);
  });
});

/** A clock that fails after so many readings: each command reads it once, at its beginning. */
function cutAfter(readings: number): TestApp['clock'] {
  let left = readings;
  return new Proxy(city.clock, {
    get: (clock, name) => {
      if (name === 'now' && left-- === 0) throw new Error('power cut');
      const value = Reflect.get(clock, name);
      return typeof value === 'function' ? value.bind(clock) : value;
    },
  });
}
