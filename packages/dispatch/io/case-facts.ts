import { BUSY, listOf, type Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** A matter that an order is asked for. */
export interface AskedMatter {
  readonly caseId: string;
  readonly matterId: string;
}

/** What an order takes over from the matter it is issued for, and what it needs besides. */
export interface MatterFacts {
  readonly citizenId: string;
  readonly caseOpen: boolean;
  readonly typeCode: string;
  readonly typeDanger: boolean;
  readonly districtCode: string;
  readonly lat: number | null;
  readonly lng: number | null;
  /** The number of the order that the matter has open already. */
  readonly openOrder: string | null;
  /** The running number of the order to be; numbers not used leave gaps. */
  readonly sequence: string;
}

/**
 * The matters asked for, in their order, each with its case locked until the transaction ends, so
 * that it does not close while an order is being issued for it. Null where the case has no such
 * matter. Without `wait`, `BUSY` where somebody else has the case locked.
 */
export async function lockMatters(
  tx: Tx,
  asked: readonly AskedMatter[],
  wait: boolean,
): Promise<(MatterFacts | null | typeof BUSY)[]> {
  const cases = listOf(
    'uuid',
    asked.map(({ caseId }) => caseId),
  );
  const matters = listOf(
    'uuid',
    asked.map(({ matterId }) => matterId),
  );
  // Always in one order, so that two of these never wait for each other. The facts are asked for
  // along with the locks: the statement begins, and sees what is committed, once they are held.
  const [locked, found] = await Promise.all([
    tx.execute<{ id: string }>(sql`
      select id from case_file where id = any(${cases}) order by id
      for no key update ${sql.raw(wait ? '' : 'skip locked')}`),
    tx.execute<Record<string, unknown>>(sql`
      select m.id as matter_id, c.id as case_id, c.citizen_id, c.state, m.type_code, t.danger,
        m.district_code, m.lat, m.lng, o.number as open_order,
        nextval('work_order_number')::text as sequence
      from unnest(${cases}, ${matters}) as asked (case_id, matter_id)
      join matter m on m.id = asked.matter_id and m.case_id = asked.case_id
      join case_file c on c.id = m.case_id
      join matter_type t on t.code = m.type_code
      left join work_order o on o.matter_id = m.id and o.ended_at is null`),
  ]);
  const held = new Set([...locked].map(({ id }) => id));
  const byMatter = new Map([...found].map((row) => [row.matter_id, row]));
  return asked.map(({ caseId, matterId }) => {
    const row = byMatter.get(matterId);
    if (row?.case_id !== caseId) return null;
    return held.has(caseId) ? factsOf(row) : BUSY;
  });
}

function factsOf(row: Record<string, unknown>): MatterFacts {
  return {
    citizenId: row.citizen_id as string,
    caseOpen: row.state === 'open',
    typeCode: row.type_code as string,
    typeDanger: row.danger as boolean,
    districtCode: row.district_code as string,
    lat: row.lat as number | null,
    lng: row.lng as number | null,
    openOrder: row.open_order as string | null,
    sequence: row.sequence as string,
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
