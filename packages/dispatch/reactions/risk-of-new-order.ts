import type { CrowdReaction } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { modelInForce, reckonChances } from '../io/reckon-chances.ts';

/** Orders have begun, or begun again: their chance of missing is reckoned, behind the issuing. */
export const riskOfNewOrder: CrowdReaction = {
  name: 'dispatch.risk-of-new-order',
  on: ['order.issued', 'order.reopened'],
  reactAll: async ({ tx }, events) => {
    const model = await modelInForce(tx);
    if (!model) return;
    const ids = [...new Set(events.map(({ subjectId }) => subjectId))];
    await reckonChances(tx, model, sql`o.id = any(${sql.param(ids)}::uuid[])`, ids.length);
  },
};
