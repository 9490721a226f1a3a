import type { App } from '@1999/platform';
import { currentOffer } from '@1999/routing';
import { and, desc, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { CallOffer, CurrentCall, OfferPurpose } from '../contract.ts';
import { type Call, call, callParty, type Party } from '../io/tables.ts';
import { callFacts } from './call-facts.ts';

/**
 * One's own call that goes on or waits for one's wrap-up code, with the part one has in it; null
 * when there is none. Supervisors have nothing to wrap up unless they took a call over.
 */
export async function currentCall(app: App, userId: string): Promise<CurrentCall | null> {
  const inIt = ne(callParty.state, 'left');
  const unwrapped = and(
    eq(callParty.state, 'left'),
    isNull(callParty.wrappedAt),
    inArray(callParty.kind, ['agent', 'consulted']),
  );
  const [found] = await app.db
    .select({ party: callParty, row: call })
    .from(callParty)
    .innerJoin(call, eq(call.id, callParty.callId))
    .where(
      and(
        eq(callParty.userId, userId),
        isNotNull(callParty.acceptedAt),
        or(and(inIt, ne(call.state, 'ended')), unwrapped),
      ),
    )
    .orderBy(desc(inIt), desc(callParty.id))
    .limit(1);
  return found ? viewOf(app, found.row, found.party) : null;
}

async function viewOf(app: App, row: Call, party: Party): Promise<CurrentCall> {
  const inCall = party.state !== 'left';
  const facts = await callFacts(app, app.db, row);
  return {
    ...facts,
    onHold: row.onHold,
    legId: party.id,
    part: party.kind,
    mode: party.mode,
    inCall,
    endReason: row.endReason,
    // A call that goes on without oneself is over for oneself.
    ...(inCall ? {} : { state: 'ended', endedAt: party.leftAt?.toString() ?? facts.endedAt }),
    ...(inCall || row.endReason ? {} : { endReason: 'completed' }),
  };
}

/** What rings at the agent's place, a caller or a colleague's question; null when nothing does. */
export async function currentCallOffer(app: App, agentId: string): Promise<CallOffer | null> {
  const open = await currentOffer(app.db, agentId);
  if (!open) return null;
  const found =
    open.channel === 'consult'
      ? await askedAside(app, open.refId)
      : await rung(app, open.channel, open.refId);
  if (!found) return null;
  return {
    offerId: open.offerId,
    purpose: found.purpose,
    fromAgentId:
      found.purpose === 'consult' || found.purpose === 'transfer' ? found.row.agentId : null,
    ...(await callFacts(app, app.db, found.row)),
    offeredAt: open.offeredAt,
    expiresAt: open.expiresAt,
  };
}

type Found = { readonly row: Call; readonly purpose: OfferPurpose } | null;

async function askedAside(app: App, partyId: string): Promise<Found> {
  const [found] = await app.db
    .select({ row: call })
    .from(callParty)
    .innerJoin(call, eq(call.id, callParty.callId))
    .where(eq(callParty.id, partyId));
  return found ? { row: found.row, purpose: 'consult' } : null;
}

async function rung(app: App, channel: string, callId: string): Promise<Found> {
  if (channel !== 'call') return null;
  const [row] = await app.db.select().from(call).where(eq(call.id, callId));
  if (!row) return null;
  if (row.step === 'transferring') return { row, purpose: 'transfer' };
  return { row, purpose: row.direction === 'outbound' ? 'callback' : 'call' };
}
