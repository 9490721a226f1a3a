import { BUSY, type Gathering, gathering, listOf, type Tx } from '@1999/platform';
import { currentOffer } from '@1999/routing';
import { eq, sql } from 'drizzle-orm';
import { lockCall, lockCallBySid } from './lock-call.ts';
import { type Call, call, callParty } from './tables.ts';

/** How a request names the call it is about: by our id, the carrier's, or by what rings for it. */
export type CallName =
  | { readonly callId: string }
  | { readonly sid: string }
  | { readonly offerId: string; readonly agentId: string };

const calls: Gathering<CallName, Call | null> = {
  load: async ({ tx }, names, wait) => {
    if (!wait) return lockTogether(tx, names);
    return Promise.all(names.map((name) => lockNamed(tx, name)));
  },
  sideBySide: true,
};

/**
 * What happens to calls is stored together: what comes while one transaction is under way is decided
 * by the next, side by side, each call's row being locked for one event. The call is null where
 * there is none.
 */
export const onCall = gathering(calls);

/**
 * The same for what mostly leaves the queue as it is, such as that a call arrives: it need not wait
 * for those who wait for the routing lock.
 */
export const onLine = gathering(calls);

async function lockNamed(tx: Tx, name: CallName): Promise<Call | null> {
  if ('sid' in name) return lockCallBySid(tx, name.sid);
  const id = await idOf(tx, name);
  return id ? lockCall(tx, id) : null;
}

/** The call's id, as far as the name alone says it; null for one named by the carrier. */
async function idOf(tx: Tx, name: CallName): Promise<string | null> {
  if ('callId' in name) return name.callId;
  if ('sid' in name) return null;
  const open = await currentOffer(tx, name.agentId, name.offerId);
  if (open?.channel !== 'consult') return open?.refId ?? null;
  // The colleague who asks and the caller on hold are found by the party that was invited.
  const [party] = await tx
    .select({ callId: callParty.callId })
    .from(callParty)
    .where(eq(callParty.id, open.refId));
  return party?.callId ?? null;
}

/** Locks what nobody else has; of two who name one call the second must see what the first did. */
async function lockTogether(
  tx: Tx,
  names: readonly CallName[],
): Promise<readonly (Call | null | typeof BUSY)[]> {
  const ids = await Promise.all(names.map((name) => idOf(tx, name)));
  const sids = names.flatMap((name) => ('sid' in name ? [name.sid] : []));
  const rows = await tx
    .select()
    .from(call)
    .where(
      sql`${call.id} = any(${listOf('uuid', ids)})
        or (${call.provider} = 'twilio' and ${call.providerSid} = any(${listOf('text', sids)}))`,
    )
    .for('update', { skipLocked: true });
  const known = new Map(rows.flatMap((row) => [[row.id, row] as const, [row.providerSid, row]]));
  const fresh = await claimFresh(
    tx,
    sids.filter((sid) => !known.has(sid)),
  );
  const taken = new Set<string>();
  return names.map((name, nth) => {
    const key = 'sid' in name ? name.sid : ids[nth];
    // Nothing rings any more: whoever asked is told so.
    if (!key) return null;
    const row = known.get(key);
    const own = row?.id ?? key;
    if (taken.has(own)) return BUSY;
    taken.add(own);
    return row ?? (fresh.has(key) ? null : BUSY);
  });
}

/** Those of the carrier's names that no call has, locked as `lockCallBySid` locks them. */
async function claimFresh(tx: Tx, sids: readonly string[]): Promise<ReadonlySet<string>> {
  if (sids.length === 0) return new Set();
  const rows = await tx.execute<{ sid: string }>(sql`
    select sid from unnest(${listOf('text', sids)}) as sid
    where pg_try_advisory_xact_lock(hashtextextended(sid, 1999))
      and not exists (select from call where provider = 'twilio' and provider_sid = sid)`);
  return new Set([...rows].map(({ sid }) => sid));
}
