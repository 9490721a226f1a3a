import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** Whether a report of this type must be confirmed before its order closes. */
export async function needsVerification(reader: Reader, typeCode: string): Promise<boolean> {
  const [row] = await reader.execute<{ needed: boolean }>(
    sql`select needs_verification(${typeCode}) as needed`,
  );
  return row?.needed ?? false;
}
