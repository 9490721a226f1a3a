import { command, Invalid, NotFound, toE164 } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { OwnPhoneBody } from '../contract.ts';
import { userPhone } from '../io/tables.ts';

/**
 * Keeps the telephone a person is reached by, sealed under a key of its own; a new one destroys the
 * one before. @throws Invalid when `phone` is no phone number.
 */
export const setOwnPhone = command(
  'user.setPhone',
  OwnPhoneBody.extend({ userId: Id }),
  async ({ app, tx, now, journal }, input) => {
    const { userId } = input;
    const phone = toE164(input.phone);
    if (!phone) throw new Invalid('phone_invalid', 'This is not a phone number.', 'phone');
    const keyId = await app.vault.newCitizen(tx, now);
    const phoneSealed = await app.vault.seal(tx, keyId, phone);
    const [before] = await tx
      .select({ keyId: userPhone.keyId })
      .from(userPhone)
      .where(eq(userPhone.userId, userId))
      .for('update');
    const kept = { keyId, phoneSealed, setAt: now };
    await tx
      .insert(userPhone)
      .values({ userId, ...kept })
      .onConflictDoUpdate({ target: userPhone.userId, set: kept });
    if (before) await app.vault.erase(tx, before.keyId, now);
    const payload = { userId };
    await journal({ subjectType: 'user', subjectId: userId, type: 'user.phoneSet', payload });
  },
);

/** Destroys the telephone a person has told. @throws NotFound when there is none. */
export const dropOwnPhone = command(
  'user.dropPhone',
  z.strictObject({ userId: Id }),
  async ({ app, tx, now, journal }, { userId }) => {
    const [gone] = await tx.delete(userPhone).where(eq(userPhone.userId, userId)).returning();
    if (!gone) throw new NotFound();
    await app.vault.erase(tx, gone.keyId, now);
    const payload = { userId };
    await journal({ subjectType: 'user', subjectId: userId, type: 'user.phoneDropped', payload });
  },
);
