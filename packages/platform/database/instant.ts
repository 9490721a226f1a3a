import { customType } from 'drizzle-orm/pg-core';

/** PostgreSQL's own text form of a timestamptz ("2026-03-02 01:00:00.5+00") as an Instant. */
export function parseInstant(value: string): Temporal.Instant {
  return Temporal.Instant.from(value.replace(' ', 'T'));
}

/** A drizzle column: `timestamptz` in the database, `Temporal.Instant` in code. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  toDriver: (value) => value.toString(),
  fromDriver: parseInstant,
});

/** A drizzle column for bytes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer | string }>({
  dataType: () => 'bytea',
  toDriver: (value) => value,
  fromDriver: (value) =>
    typeof value === 'string' ? Buffer.from(value.replace(/^\\x/, ''), 'hex') : value,
});
