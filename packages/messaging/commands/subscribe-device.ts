import { ECDH } from 'node:crypto';
import { type App, Conflict, command, Forbidden, Invalid, newId, type Tx } from '@1999/platform';
import { and, eq, isNull } from 'drizzle-orm';
import { CannotDeliver } from '../channels/registries.ts';
import { PushSubscriptionBody } from '../contract.ts';
import { checkedAddress } from '../io/outgoing-post.ts';
import { pushAddressKey } from '../io/push-keys.ts';
import { pushDevices } from '../io/tables.ts';
import { endDevice } from './end-device.ts';

/** More browsers than anybody carries. */
const DEVICES_AT_MOST = 20;

/**
 * Takes a browser's subscription as the signed-in person's. One that is there already keeps its
 * identity and takes the new keys; one of somebody else before is theirs no more.
 * @throws Invalid for an address that is not a push service's, or keys that are none; Conflict when
 * the person has too many.
 */
export const subscribeDevice = command(
  'messaging.subscribeDevice',
  PushSubscriptionBody,
  async (context, { endpoint, keys }) => {
    const { app, tx, now, actor, journal } = context;
    const userId = actor.kind === 'user' ? actor.id : null;
    if (!userId) throw new Forbidden();
    checkEndpoint(app, endpoint);
    checkPoint(keys.p256dh);
    const addressKey = pushAddressKey(app, endpoint);
    const [there] = await tx
      .select()
      .from(pushDevices)
      .where(and(eq(pushDevices.addressKey, addressKey), isNull(pushDevices.endedAt)))
      .for('update');
    const clear = JSON.stringify({ endpoint, keys });
    if (there?.userId === userId) {
      const sealed = await app.vault.seal(tx, there.keyId, clear);
      await tx.update(pushDevices).set({ sealed }).where(eq(pushDevices.id, there.id));
      return { deviceId: there.id };
    }
    if (there) await endDevice.within(context, { endpoint, reason: 'replaced' });
    if ((await countOf(tx, userId)) >= DEVICES_AT_MOST) {
      throw new Conflict('too_many_devices', 'Turn notifications off on another device first.');
    }
    const id = newId();
    const keyId = await app.vault.newCitizen(tx, now);
    const sealed = await app.vault.seal(tx, keyId, clear);
    await tx
      .insert(pushDevices)
      .values({ id, userId, addressKey, keyId, sealed, createdAt: now })
      .onConflictDoNothing();
    const payload = { userId };
    await journal({ subjectType: 'device', subjectId: id, type: 'device.subscribed', payload });
    return { deviceId: id };
  },
);

function countOf(tx: Tx, userId: string): Promise<number> {
  return tx.$count(pushDevices, and(eq(pushDevices.userId, userId), isNull(pushDevices.endedAt)));
}

function checkEndpoint(app: App, endpoint: string): void {
  try {
    checkedAddress(app, endpoint);
  } catch (error) {
    if (!(error instanceof CannotDeliver)) throw error;
    throw new Invalid('endpoint_not_allowed', 'This is not a push service.', 'endpoint');
  }
}

/** A public key is an uncompressed point of P-256 (RFC 8291). */
function checkPoint(p256dh: string): void {
  try {
    ECDH.convertKey(p256dh, 'prime256v1', 'base64url');
  } catch {
    throw new Invalid('push_key_invalid', 'This is no key of a subscription.', 'keys');
  }
}
