import type { ResolveAddress } from '@1999/messaging';
import { type App, mask, type Reader } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { appUser, userPhone } from '../io/tables.ts';

/** Whether a person has told the telephone they are reached by. */
export async function hasOwnPhone(reader: Reader, userId: string): Promise<boolean> {
  return (await reader.$count(userPhone, eq(userPhone.userId, userId))) > 0;
}

/** A person's own telephone, masked; null when none was told. */
export async function ownPhoneMasked(app: App, userId: string): Promise<string | null> {
  const phone = await ownPhone(app, userId);
  return phone && mask.phone(phone);
}

/** Where a signed-in person is rung, and in which language; null when nowhere. */
export const ownPhoneAddress: ResolveAddress = async (app, { id }) => {
  const to = await ownPhone(app, id);
  if (!to) return null;
  const [user] = await app.db
    .select({ locale: appUser.locale })
    .from(appUser)
    .where(eq(appUser.id, id));
  return user ? { to, locale: user.locale } : null;
};

async function ownPhone(app: App, userId: string): Promise<string | null> {
  const [row] = await app.db.select().from(userPhone).where(eq(userPhone.userId, userId));
  return row ? app.vault.unseal(app.db, row.keyId, row.phoneSealed) : null;
}
