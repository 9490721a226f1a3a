import type { Reaction, Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { type ModelInForce, modelInForce, reckonChances } from '../io/reckon-chances.ts';

/** One look at the model for all events that are answered in one transaction. */
const models = new WeakMap<Tx, Promise<ModelInForce | null>>();

/** An order has begun, or begun again: its chance of missing is reckoned, behind the issuing. */
export const riskOfNewOrder: Reaction = {
  name: 'dispatch.risk-of-new-order',
  on: ['order.issued', 'order.reopened'],
  react: async ({ tx }, { subjectId }) => {
    const asked = models.get(tx) ?? modelInForce(tx);
    models.set(tx, asked);
    const model = await asked;
    if (model) await reckonChances(tx, model, sql`o.id = ${subjectId}`);
  },
};
