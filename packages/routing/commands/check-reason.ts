import { Invalid, type Tx } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import type { ChosenState } from '../contract.ts';
import { stateReason } from '../io/tables.ts';

/** @throws Invalid `unknown_reason` when the state has no such reason. */
export async function checkReason(tx: Tx, state: ChosenState, code: string): Promise<void> {
  const [found] = await tx
    .select({ code: stateReason.code })
    .from(stateReason)
    .where(
      and(eq(stateReason.code, code), eq(stateReason.state, state), eq(stateReason.active, true)),
    );
  if (!found) throw new Invalid('unknown_reason', 'There is no such reason for it.', 'reason');
}
