import { command } from '@1999/platform';
import webPush from 'web-push';
import { z } from 'zod';
import { pushKeys } from '../io/tables.ts';

/** Makes the city's one key pair for push messages, unless it is there. */
export const makePushKey = command(
  'messaging.makePushKey',
  z.strictObject({}),
  async ({ app, tx, now, journal }) => {
    if ((await tx.$count(pushKeys)) > 0) return;
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    const keyId = await app.vault.newCitizen(tx, now);
    const privateSealed = await app.vault.seal(tx, keyId, privateKey);
    const row = { onlyOne: true, publicKey, keyId, privateSealed, createdAt: now };
    await tx.insert(pushKeys).values(row);
    await journal({ subjectType: 'pushKey', subjectId: keyId, type: 'pushKey.made', payload: {} });
  },
);
