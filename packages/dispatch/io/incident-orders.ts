import { parseInstant, type Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { OrderState } from '../contract.ts';
import type { Member } from '../domain/incident.ts';

/** The orders of an incident as merging sees them, the first reported first. */
export async function membersOf(tx: Tx, incidentId: string): Promise<Member[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select o.id, o.state, o.danger, o.parent_id as parent, o.issued_at::text as at,
      exists (select from work_order c where c.parent_id = o.id and c.ended_at is null) as children
    from incident_order m join work_order o on o.id = m.order_id
    where m.incident_id = ${incidentId} and m.left_at is null
    order by o.issued_at, o.id`);
  return [...rows].map((row) => ({
    id: row.id as string,
    state: row.state as OrderState,
    danger: row.danger as boolean,
    parentId: row.parent as string | null,
    hasChildren: row.children as boolean,
    issuedAt: parseInstant(row.at as string),
  }));
}
