import { openContact } from '@1999/cases';
import { type CommandContext, newId } from '@1999/platform';
import type { Language, Provider } from '../contract.ts';
import { type Call, call } from '../io/tables.ts';
import { CHECK_AFTER_SECONDS } from './advance-call.ts';

interface Arrival {
  readonly provider: Provider;
  readonly providerSid: string | null;
  readonly citizenId: string;
  readonly language?: Language | null;
}

/** Makes the row of a call that has just arrived, with its contact and journal row. */
export async function openCall(context: CommandContext, arrival: Arrival): Promise<Call> {
  const { tx, now, journal } = context;
  const id = newId();
  const channel = arrival.provider === 'twilio' ? 'phone' : 'webcall';
  const { citizenId } = arrival;
  const { contactId } = await openContact.within(context, {
    channel,
    citizenId,
    refType: 'call',
    refId: id,
  });
  const [row] = await tx
    .insert(call)
    .values({
      id,
      channel,
      provider: arrival.provider,
      providerSid: arrival.providerSid,
      citizenId,
      contactId,
      state: 'arrived',
      step: 'arrived',
      language: arrival.language ?? null,
      callerLegId: newId(),
      checkAt: now.add({ seconds: CHECK_AFTER_SECONDS }),
      arrivedAt: now,
    })
    .returning();
  if (!row) throw new Error('the call was not stored');
  await journal({
    subjectType: 'call',
    subjectId: id,
    type: 'call.arrived',
    payload: { channel, citizenId, contactId },
  });
  return row;
}
