import { peopleOfDevices } from '@1999/messaging';
import type { ReceiverView } from '@1999/messaging/contract';
import type { App } from '@1999/platform';
import { inArray } from 'drizzle-orm';
import { agency, dutyContact } from '../io/tables.ts';
import { userNames } from './users.ts';

type Named = Promise<ReadonlyMap<string, ReceiverView>>;

/** Agencies that were told as a whole, by their names. */
export async function agencyReceivers(app: App, ids: readonly string[]): Named {
  const rows = ids.length
    ? await app.db
        .select()
        .from(agency)
        .where(inArray(agency.id, [...ids]))
    : [];
  return new Map(rows.map(({ id, nameZh, nameEn }) => [id, { nameZh, nameEn, person: null }]));
}

/** Duty contacts, on the roster still or not: their place on it and their names. */
export async function dutyReceivers(app: App, ids: readonly string[]): Named {
  const rows = ids.length
    ? await app.db
        .select()
        .from(dutyContact)
        .where(inArray(dutyContact.id, [...ids]))
    : [];
  const named = await Promise.all(
    rows.map(async ({ id, titleZh: nameZh, titleEn: nameEn, personId, nameSealed }) => {
      const person = await app.vault.unseal(app.db, personId, nameSealed);
      return [id, { nameZh, nameEn, person }] as const;
    }),
  );
  return new Map(named);
}

/** Devices, by the people whose they are. */
export async function deviceReceivers(app: App, ids: readonly string[]): Named {
  const people = await peopleOfDevices(app.db, ids);
  const names = await userNames(app.db, [...new Set(people.values())]);
  const nameOf = (userId: string) => ({
    nameZh: '裝置',
    nameEn: 'Device',
    person: names.get(userId) ?? null,
  });
  return new Map([...people].map(([id, userId]) => [id, nameOf(userId)]));
}
