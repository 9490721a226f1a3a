import { inTransaction, parseInstant, type Sweep } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { modelInForce, reckonChances } from '../io/reckon-chances.ts';

const BATCH = 500;
/** Orders whose chance was being reckoned by the model before: looked for once more after so long. */
const STRAGGLERS_AFTER_SECONDS = 15;

/** Gives the orders open at a training their chance by the new model, a batch at a time. */
export const reckonOpenOrders: Sweep = {
  name: 'dispatch.risk',
  nextDue: 'select min(next_at) from risk_model where next_at is not null',
  run: (app) =>
    inTransaction({ app, actor: { kind: 'system', id: 'dispatch.risk' } }, async ({ tx, now }) => {
      const [due] = await tx.execute<{ id: string; afterId: string | null; trainedAt: string }>(sql`
        select id, after_id as "afterId", trained_at::text as "trainedAt" from risk_model
        where next_at <= ${now.toString()}::timestamptz
        order by next_at, id limit 1 for update skip locked`);
      if (!due) return 0;
      const model = await modelInForce(tx);
      const done =
        model?.id === due.id
          ? await reckonChances(
              tx,
              model,
              sql`(${due.afterId}::uuid is null or o.id > ${due.afterId}::uuid)
                and not exists (select from order_risk r where r.order_id = o.id
                  and r.cycle = o.cycle and r.model_id = ${model.id})`,
              BATCH,
            )
          : null;
      const again = parseInstant(due.trainedAt).add({ seconds: STRAGGLERS_AFTER_SECONDS });
      const early = Temporal.Instant.compare(now, again) < 0;
      const next = done?.length ? now : done && early ? again : null;
      await tx.execute(sql`
        update risk_model set after_id = ${done?.at(-1) ?? null}, next_at = ${next?.toString() ?? null}
        where id = ${due.id}`);
      return 1;
    }),
};
