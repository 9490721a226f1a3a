import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { instantText, parseInstant } from './instant.ts';

let sql: Sql;
beforeAll(() => {
  sql = postgres(inject('postgresUrl'), { max: 1, connection: { TimeZone: 'UTC' } });
});
afterAll(() => sql.end());

test('a moment’s text is what its Instant writes, alone and in JSON, of whatever year and fraction', async () => {
  const moments = fc.sample(fc.bigInt(-62_000_000_000_000_000n, 253_402_300_799_999_999n), 300);
  const round = [0n, 500_000n, 1_700_000_000_000_000n, 1_700_000_000_120_000n];
  for (const micros of [...moments, ...round]) {
    const instant = new Temporal.Instant(micros * 1_000n).toString();
    const [row] = await sql<{ text: string; json: { at: string } }[]>`
      select ${instant}::text::timestamptz::text as text,
        json_build_object('at', ${instant}::text::timestamptz) as json`;
    expect(instantText(row?.text ?? '')).toBe(instant);
    expect(instantText(row?.json.at ?? '')).toBe(instant);
  }
});

test.each([
  '2026-03-02 01:00:00.5+08',
  '2026-03-02 01:00:00+05:30',
  '2026-03-02T09:00:00.000001+08:00',
])('%s, of a connection that is not in UTC, is put right', (value) => {
  expect(instantText(value)).toBe(parseInstant(value).toString());
});
