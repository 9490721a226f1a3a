import { CannotDeliver, type Compose } from '@1999/messaging';
import { eq } from 'drizzle-orm';
import { call, callSms } from '../io/tables.ts';

/** The words of a text message that an agent wrote. @throws CannotDeliver once the citizen is erased. */
export const wordsOfSms: Compose = async (app, { refId }) => {
  const [row] = await app.db
    .select({ sealed: callSms.textSealed, citizenId: call.citizenId })
    .from(callSms)
    .innerJoin(call, eq(call.id, callSms.callId))
    .where(eq(callSms.id, refId));
  const clear = row ? await app.vault.unseal(app.db, row.citizenId, row.sealed) : null;
  if (clear === null) throw new CannotDeliver('erased');
  return clear;
};
