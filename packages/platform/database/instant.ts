import { customType } from 'drizzle-orm/pg-core';

/** PostgreSQL's own text form of a timestamptz ("2026-03-02 01:00:00.5+00") as an Instant. */
export function parseInstant(value: string): Temporal.Instant {
  return Temporal.Instant.from(value.replace(' ', 'T'));
}

/**
 * PostgreSQL's text form of a timestamptz, alone or in JSON, as an Instant writes itself
 * ("2026-03-02T01:00:00.5Z"): for what is only handed on. In UTC, as our connections are, no
 * Instant is made, which costs thirty times as much.
 */
export function instantText(value: string): string {
  const offset = value.length - (value.endsWith('+00:00') ? 6 : 3);
  const plain = value[4] === '-' && value.startsWith('+00', offset);
  return plain
    ? `${value.slice(0, 10)}T${value.slice(11, offset)}Z`
    : parseInstant(value).toString();
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
