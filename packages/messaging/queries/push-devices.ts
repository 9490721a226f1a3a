import type { App, Reader } from '@1999/platform';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { PushSubscriptionBody } from '../contract.ts';
import { pushDevices } from '../io/tables.ts';

/** The browsers that take push messages for these people, oldest first. */
export async function pushDevicesOf(
  reader: Reader,
  userIds: readonly string[],
): Promise<{ id: string; userId: string }[]> {
  if (userIds.length === 0) return [];
  return reader
    .select({ id: pushDevices.id, userId: pushDevices.userId })
    .from(pushDevices)
    .where(and(inArray(pushDevices.userId, [...userIds]), isNull(pushDevices.endedAt)))
    .orderBy(asc(pushDevices.id));
}

/** Where a browser is told, for a machine about to tell it; null once its subscription has ended. */
export async function subscriptionOf(app: App, deviceId: string) {
  const [row] = await app.db
    .select()
    .from(pushDevices)
    .where(and(eq(pushDevices.id, deviceId), isNull(pushDevices.endedAt)));
  const clear = row && (await app.vault.unseal(app.db, row.keyId, row.sealed));
  return clear ? PushSubscriptionBody.parse(JSON.parse(clear)) : null;
}

/** Whose these browsers are, or were. */
export async function peopleOfDevices(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: pushDevices.id, userId: pushDevices.userId })
    .from(pushDevices)
    .where(inArray(pushDevices.id, [...ids]));
  return new Map(rows.map(({ id, userId }) => [id, userId]));
}
