import { userNames } from '@1999/directory';
import { maskedCallsAbout } from '@1999/messaging';
import type { App, Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { OrderView } from '../contract.ts';
import { deviceTimes, excuses } from '../io/agency-tables.ts';
import { clocks, type Order } from '../io/tables.ts';

/** What the devices said of their time, the breaches excused, and the calls to the citizen. */
export async function agencySide(
  app: App,
  reader: Reader,
  order: Order,
): Promise<Pick<OrderView, 'deviceTimes' | 'excuses' | 'citizenCalls'>> {
  const said = await reader
    .select()
    .from(deviceTimes)
    .where(eq(deviceTimes.orderId, order.id))
    .orderBy(asc(deviceTimes.receivedAt), asc(deviceTimes.id));
  const excused = await reader
    .select()
    .from(excuses)
    .innerJoin(clocks, eq(clocks.id, excuses.clockId))
    .where(eq(excuses.orderId, order.id))
    .orderBy(asc(excuses.at));
  const calls = await maskedCallsAbout(reader, order.id);
  const people = [
    ...excused.map(({ clock_excuse: { excusedBy } }) => excusedBy),
    ...calls.map(({ userId }) => userId),
  ];
  const names = await userNames(reader, [...new Set(people)]);
  return {
    deviceTimes: said.map(({ action, deviceAt, receivedAt }) => ({
      action,
      deviceAt: deviceAt.toString(),
      receivedAt: receivedAt.toString(),
    })),
    excuses: await Promise.all(
      excused.map(async ({ clock_excuse: excuse, order_clock: clock }) => ({
        kind: clock.kind,
        dueAt: clock.dueAt.toString(),
        reason: await app.vault.unseal(reader, order.citizenId, excuse.reasonSealed),
        by: names.get(excuse.excusedBy) ?? null,
        at: excuse.at.toString(),
      })),
    ),
    citizenCalls: calls.map((call) => ({ ...call, by: names.get(call.userId) ?? null })),
  };
}
