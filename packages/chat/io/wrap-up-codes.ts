import type { Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** Whether chats may be filed under this code: calls and chats share the city's codes. */
export async function isWrapUpCode(tx: Tx, code: string): Promise<boolean> {
  const rows = await tx.execute(sql`select from wrap_up_code where code = ${code} and active`);
  return rows.length > 0;
}
