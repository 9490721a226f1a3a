import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { pushAddressKey } from '../io/push-keys.ts';
import { pushDevices } from '../io/tables.ts';

const EndDevice = z.strictObject({
  endpoint: z.string(),
  reason: z.enum(['turnedOff', 'gone', 'replaced']),
  /** Only when it is this person's. */
  userId: Id.optional(),
});

/**
 * Ends a browser's subscription and destroys its address; what was told to it stays told.
 * @throws NotFound when there is none, or it is another person's.
 */
export const endDevice = command(
  'messaging.endDevice',
  EndDevice,
  async ({ app, tx, now, journal }, { endpoint, reason, userId }) => {
    const [gone] = await tx
      .update(pushDevices)
      .set({ endedAt: now, endReason: reason })
      .where(
        and(
          eq(pushDevices.addressKey, pushAddressKey(app, endpoint)),
          isNull(pushDevices.endedAt),
          userId ? eq(pushDevices.userId, userId) : undefined,
        ),
      )
      .returning();
    if (!gone) throw new NotFound();
    await app.vault.erase(tx, gone.keyId, now);
    const payload = { userId: gone.userId, reason };
    await journal({ subjectType: 'device', subjectId: gone.id, type: 'device.ended', payload });
  },
);
