import type { Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** What an order takes over from the matter it is issued for. */
export interface MatterFacts {
  readonly citizenId: string;
  readonly caseOpen: boolean;
  readonly typeCode: string;
  readonly typeDanger: boolean;
  readonly districtCode: string;
  readonly lat: number | null;
  readonly lng: number | null;
}

/**
 * The matter of a case, with the case locked until the transaction ends, so that it does not close
 * while an order is being issued for it. Null when the case has no such matter.
 */
export async function lockMatter(
  tx: Tx,
  caseId: string,
  matterId: string,
): Promise<MatterFacts | null> {
  const [row] = await tx.execute<Record<string, unknown>>(sql`
    select c.citizen_id, c.state, m.type_code, t.danger, m.district_code, m.lat, m.lng
    from matter m
    join case_file c on c.id = m.case_id
    join matter_type t on t.code = m.type_code
    where m.id = ${matterId} and c.id = ${caseId}
    for no key update of c`);
  if (!row) return null;
  return {
    citizenId: row.citizen_id as string,
    caseOpen: row.state === 'open',
    typeCode: row.type_code as string,
    typeDanger: row.danger as boolean,
    districtCode: row.district_code as string,
    lat: row.lat as number | null,
    lng: row.lng as number | null,
  };
}

/**
 * Whether every order of the case has ended, with the case locked, so that of two orders closed at
 * once the later one sees the other.
 */
export async function lockCaseAndSeeWhetherDone(tx: Tx, caseId: string): Promise<boolean> {
  const [file] = await tx.execute<{ state: string }>(
    sql`select state from case_file where id = ${caseId} for no key update`,
  );
  const [open] = await tx.execute(
    sql`select 1 from work_order where case_id = ${caseId} and ended_at is null limit 1`,
  );
  return file?.state === 'open' && !open;
}
