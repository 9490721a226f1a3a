import type { Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { IncidentRule } from '../domain/incident.ts';

type Row = { [key in keyof IncidentRule]: number } & { typeCode: string | null };

/** The newest rule of every type; the general one for a type that has none of its own. */
export async function incidentRules(tx: Tx): Promise<(typeCode: string) => IncidentRule> {
  const rows = await tx.execute<Row>(sql`
    select distinct on (type_code) type_code as "typeCode", metres, minutes,
      surge_orders as "surgeOrders", surge_minutes as "surgeMinutes"
    from incident_rule order by type_code, version desc`);
  const byType = new Map([...rows].map((row) => [row.typeCode, row]));
  const general = byType.get(null);
  if (!general) throw new Error('the general rule of incidents is gone');
  return (typeCode) => byType.get(typeCode) ?? general;
}
