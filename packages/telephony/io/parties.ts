import { type CommandContext, type Reader, send } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import { callParty, type Party } from './tables.ts';

/** Everybody who takes or took part in a call besides its caller, in the order of their coming. */
export function partiesOf(reader: Reader, callId: string): Promise<Party[]> {
  return reader
    .select()
    .from(callParty)
    .where(eq(callParty.callId, callId))
    .orderBy(asc(callParty.invitedAt), asc(callParty.id));
}

/** The provider's name of a party's line; null while it has none. */
export async function partySid(reader: Reader, partyId: string): Promise<string | null> {
  const [row] = await reader
    .select({ sid: callParty.providerSid })
    .from(callParty)
    .where(eq(callParty.id, partyId));
  return row?.sid ?? null;
}

/** Adds a party; the call's row must be locked. */
export async function addParty(
  { tx, now }: CommandContext,
  values: Pick<Party, 'id' | 'callId' | 'kind'> & Partial<Party>,
): Promise<Party> {
  const [row] = await tx
    .insert(callParty)
    .values({ state: 'invited', invitedAt: now, ...values })
    .returning();
  if (!row) throw new Error('the party was not stored');
  return row;
}

/** Writes changes to a party's row; the call's row must be locked. */
export function saveParty({ tx }: CommandContext, row: Party, changes: Partial<Party>): Party {
  send(tx, tx.update(callParty).set(changes).where(eq(callParty.id, row.id)));
  return { ...row, ...changes };
}

/** Those who are in the call or have yet to join it. */
export function present(parties: readonly Party[]): Party[] {
  return parties.filter(({ state }) => state !== 'left');
}
