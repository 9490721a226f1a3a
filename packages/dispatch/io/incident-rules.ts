import type { Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { IncidentRule } from '../domain/incident.ts';

/** The newest rule for a type; the general one where it has none of its own. */
export async function incidentRuleOf(tx: Tx, typeCode: string): Promise<IncidentRule> {
  const [rule] = await tx.execute<{ [key in keyof IncidentRule]: number }>(sql`
    select metres, minutes, surge_orders as "surgeOrders", surge_minutes as "surgeMinutes"
    from incident_rule where type_code = ${typeCode} or type_code is null
    order by type_code nulls last, version desc limit 1`);
  if (!rule) throw new Error('the general rule of incidents is gone');
  return rule;
}
