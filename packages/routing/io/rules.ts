import { type CommandContext, type Reader, service } from '@1999/platform';
import { desc } from 'drizzle-orm';
import { firstRoutingRules, RoutingRules, type RoutingRulesView } from '../contract.ts';
import { routingRules } from './tables.ts';

/** The rules that hold now. */
export async function rulesNow(reader: Reader): Promise<RoutingRules> {
  return (await rulesVersion(reader)).rules;
}

/** Another process's change of the rules is known here after so long. */
const FRESH_MS = 1_000;
const kept = service('routing.rules', () => ({ at: 0, rules: null as RoutingRules | null }));

/**
 * The rules a command goes by, up to a second old: every change of the queue asks for them, and
 * they change a few times a year.
 */
export async function rulesInForce({
  app,
  tx,
}: Pick<CommandContext, 'app' | 'tx'>): Promise<RoutingRules> {
  const memory = app.services.get(kept);
  const at = app.clock.now().epochMilliseconds;
  if (memory.rules && Math.abs(at - memory.at) < FRESH_MS) return memory.rules;
  const rules = await rulesNow(tx);
  Object.assign(memory, { at, rules });
  return rules;
}

/** After a change of the rules, so that this process goes by them at once. */
export function forgetRules({ app }: Pick<CommandContext, 'app'>): void {
  app.services.get(kept).rules = null;
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
