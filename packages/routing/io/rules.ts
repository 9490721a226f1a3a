import type { Reader } from '@1999/platform';
import { desc } from 'drizzle-orm';
import { firstRoutingRules, RoutingRules, type RoutingRulesView } from '../contract.ts';
import { routingRules } from './tables.ts';

/** The rules that hold now. */
export async function rulesNow(reader: Reader): Promise<RoutingRules> {
  return (await rulesVersion(reader)).rules;
}

/** The newest version; 0 while nobody has decided anything. */
export async function rulesVersion(reader: Reader): Promise<RoutingRulesView> {
  const [row] = await reader
    .select()
    .from(routingRules)
    .orderBy(desc(routingRules.version))
    .limit(1);
  return row
    ? {
        version: row.version,
        rules: RoutingRules.parse(row.rules),
        madeAt: row.madeAt.toString(),
      }
    : { version: 0, rules: firstRoutingRules, madeAt: null };
}
