import { askTogether, type CommandContext, listOf, type Reader } from '@1999/platform';
import { asc, eq, sql } from 'drizzle-orm';
import { RowDrafts } from './row-drafts.ts';
import { callParty, type Party } from './tables.ts';

const drafts = new RowDrafts<Party>(callParty);

/**
 * Everybody who takes or took part in a call besides its caller, in the order of their coming; in a
 * transaction as it leaves them.
 */
export async function partiesOf(reader: Reader, callId: string): Promise<Party[]> {
  const rows = await askTogether(reader, callId, readParties);
  return drafts.asLeft(reader, rows, (party) => party.callId === callId);
}

async function readParties(reader: Reader, callIds: readonly string[]): Promise<Party[][]> {
  const rows = await reader
    .select()
    .from(callParty)
    .where(sql`${callParty.callId} = any(${listOf('uuid', callIds)})`)
    .orderBy(asc(callParty.invitedAt), asc(callParty.id));
  const byCall = Map.groupBy(rows, ({ callId }) => callId);
  return callIds.map((id) => byCall.get(id) ?? []);
}

/** The provider's name of a party's line; null while it has none. */
export async function partySid(reader: Reader, partyId: string): Promise<string | null> {
  const [row] = await reader
    .select({ sid: callParty.providerSid })
    .from(callParty)
    .where(eq(callParty.id, partyId));
  return row?.sid ?? null;
}

/** What somebody who was just asked into a call has nothing of yet. */
const blank = {
  state: 'invited',
  userId: null,
  service: null,
  agencyId: null,
  mode: null,
  muted: false,
  takesCall: false,
  queueRef: null,
  providerSid: null,
  leftReason: null,
  acceptedAt: null,
  joinedAt: null,
  leftAt: null,
  wrapUpCode: null,
  noteSealed: null,
  wrappedAt: null,
} as const;

type NewParty = Pick<Party, 'id' | 'callId' | 'kind'> & Partial<Party>;

/** Somebody who is just asked into a call, as `addParty` adds them. */
export function newParty({ now }: Pick<CommandContext, 'now'>, values: NewParty): Party {
  return { ...blank, invitedAt: now, ...values };
}

/** Adds a party; the call's row must be locked. */
export function addParty(context: CommandContext, values: NewParty): Party {
  return drafts.add(context, newParty(context, values));
}

/** Notes changes of a party's row; the call's row must be locked. */
export function saveParty(context: CommandContext, row: Party, changes: Partial<Party>): Party {
  return drafts.save(context, row, changes);
}

/** Those who are in the call or have yet to join it. */
export function present(parties: readonly Party[]): Party[] {
  return parties.filter(({ state }) => state !== 'left');
}
