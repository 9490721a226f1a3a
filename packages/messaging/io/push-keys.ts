import { createHmac } from 'node:crypto';
import type { App } from '@1999/platform';
import { pushKeys } from './tables.ts';

/** The public half of the key that signs push messages; null before the city is founded. */
export async function publicPushKey(app: App): Promise<string | null> {
  const [row] = await app.db.select({ publicKey: pushKeys.publicKey }).from(pushKeys);
  return row?.publicKey ?? null;
}

/** Both halves, for signing; null before the city is founded. */
export async function signingPushKeys(
  app: App,
): Promise<{ publicKey: string; privateKey: string } | null> {
  const [row] = await app.db.select().from(pushKeys);
  const privateKey = row && (await app.vault.unseal(app.db, row.keyId, row.privateSealed));
  return privateKey ? { publicKey: row.publicKey, privateKey } : null;
}

/** A push address without the address: which subscription it is. */
export function pushAddressKey(app: App, endpoint: string): Buffer {
  return createHmac('sha256', app.config.secrets.blindIndexKey)
    .update(`push-device:${endpoint}`)
    .digest();
}
