import type { App } from '@1999/platform';
import { currentOffer } from '@1999/routing';
import { and, desc, eq, isNull, or } from 'drizzle-orm';
import type { CallOffer, CurrentCall } from '../contract.ts';
import { call } from '../io/tables.ts';
import { callFacts } from './call-facts.ts';

/** The agent's call that goes on or waits for its wrap-up code; null when there is none. */
export async function currentCall(app: App, agentId: string): Promise<CurrentCall | null> {
  const [row] = await app.db
    .select()
    .from(call)
    .where(
      and(
        eq(call.agentId, agentId),
        or(eq(call.state, 'connected'), and(eq(call.state, 'ended'), isNull(call.wrappedAt))),
      ),
    )
    .orderBy(desc(eq(call.state, 'connected')), desc(call.id))
    .limit(1);
  if (!row?.agentLegId) return null;
  return {
    ...(await callFacts(app, app.db, row)),
    onHold: row.onHold,
    legId: row.agentLegId,
    endReason: row.endReason,
  };
}

/** The call that rings at the agent's place; null when none does. */
export async function currentCallOffer(app: App, agentId: string): Promise<CallOffer | null> {
  const open = await currentOffer(app.db, agentId);
  if (open?.channel !== 'call') return null;
  const [row] = await app.db.select().from(call).where(eq(call.id, open.refId));
  if (!row) return null;
  return {
    offerId: open.offerId,
    ...(await callFacts(app, app.db, row)),
    offeredAt: open.offeredAt,
    expiresAt: open.expiresAt,
  };
}
