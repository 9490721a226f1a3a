import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { StateReason } from '../contract.ts';
import { stateReason } from '../io/tables.ts';

/** The reasons an agent may give, in the city's order. */
export async function stateReasons(reader: Reader): Promise<StateReason[]> {
  const rows = await reader
    .select()
    .from(stateReason)
    .where(eq(stateReason.active, true))
    .orderBy(asc(stateReason.position));
  return rows.map(({ code, state, nameZh, nameEn, minutes }) => ({
    code,
    state,
    nameZh,
    nameEn,
    minutes,
  }));
}
