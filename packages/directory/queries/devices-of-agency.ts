import { pushDevicesOf } from '@1999/messaging';
import type { Reader } from '@1999/platform';
import { and, eq, isNull } from 'drizzle-orm';
import { appUser } from '../io/tables.ts';

/** The browsers of everybody who works for an agency now, of those that take push messages. */
export async function devicesOfAgency(reader: Reader, agencyId: string): Promise<string[]> {
  const people = await reader
    .select({ id: appUser.id })
    .from(appUser)
    .where(and(eq(appUser.agencyId, agencyId), isNull(appUser.disabledAt)));
  const devices = await pushDevicesOf(
    reader,
    people.map(({ id }) => id),
  );
  return devices.map(({ id }) => id);
}
