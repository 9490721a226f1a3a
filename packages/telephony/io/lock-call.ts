import { NotFound, send, type Tx } from '@1999/platform';
import { and, eq, sql } from 'drizzle-orm';
import type { Provider } from '../contract.ts';
import { type Call, call } from './tables.ts';

/** The call, locked for this transaction; null when there is none. */
export async function lockCall(tx: Tx, callId: string): Promise<Call | null> {
  const [row] = await tx.select().from(call).where(eq(call.id, callId)).for('update');
  return row ?? null;
}

/** The call that this agent has, locked. @throws NotFound for another agent's and for none. */
export async function lockAgentsCall(tx: Tx, callId: string, agentId: string): Promise<Call> {
  const row = await lockCall(tx, callId);
  if (row?.agentId !== agentId) throw new NotFound();
  return row;
}

/**
 * The call with the provider's name for it, locked; where there is none the name itself is locked,
 * because the call has to be made: two first web hooks at once make one call.
 */
export async function lockCallBySid(
  tx: Tx,
  sid: string,
  provider: Provider = 'twilio',
): Promise<Call | null> {
  const known = await bySid(tx, sid, provider);
  if (known) return known;
  send(tx, sql`select pg_advisory_xact_lock(hashtextextended(${sid}, 1999))`);
  return bySid(tx, sid, provider);
}

async function bySid(tx: Tx, sid: string, provider: Provider): Promise<Call | null> {
  const [row] = await tx
    .select()
    .from(call)
    .where(and(eq(call.provider, provider), eq(call.providerSid, sid)))
    .for('update');
  return row ?? null;
}
