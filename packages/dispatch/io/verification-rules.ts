import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** Whether a report of this type must be confirmed before its order closes. */
export async function needsVerification(reader: Reader, typeCode: string): Promise<boolean> {
  const [row] = await reader.execute<{ needed: boolean }>(
    sql`select needs_verification(${typeCode}) as needed`,
  );
  return row?.needed ?? false;
}

/** Whether a case has an order whose report must be confirmed, so that its photos are looked at. */
export async function hasInspectedOrder(reader: Reader, caseId: string): Promise<boolean> {
  const found = await reader.execute(sql`
    select 1 from work_order o
    where o.case_id = ${caseId} and needs_verification(o.type_code) limit 1`);
  return found.length > 0;
}
