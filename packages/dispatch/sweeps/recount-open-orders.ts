import { type App, type Caller, parseInstant, type Sweep } from '@1999/platform';
import { recountOrder } from '../commands/recount-order.ts';

const BATCH = 200;
/** Orders issued by rules read just before the change: looked for once more after so long. */
const STRAGGLERS_AFTER_SECONDS = 15;

interface Task {
  readonly id: string;
  readonly policyId: string | null;
  readonly code: string | null;
  readonly version: number | null;
  readonly afterId: string | null;
  readonly askedAt: string;
}

/**
 * Has the open clocks follow a new calendar version or an amended policy: a batch of orders at a
 * time, each in a transaction of its own under its own locks, so that it stands in nobody's way. A
 * batch that was cut off is done again, and changes nothing twice.
 */
export const recountOpenOrders: Sweep = {
  name: 'dispatch.recount',
  nextDue: 'select min(next_at) from clock_recompute where next_at is not null',
  run: async (app) => {
    const [task] = await app.sql<Task[]>`
      select id, policy_id as "policyId", calendar_code as code, calendar_version as version,
        after_id as "afterId", asked_at::text as "askedAt"
      from clock_recompute where next_at <= ${app.clock.now().toString()}
      order by next_at, id limit 1`;
    if (!task) return 0;
    const batch = task.policyId ? await ofPolicy(app, task) : await ofCalendar(app, task);
    const caller: Caller = { app, actor: { kind: 'system', id: 'dispatch.recount' } };
    const cause = task.policyId ? 'policy' : 'calendar';
    for (const { orderId } of batch) {
      const { parentId } = await recountOrder(caller, { orderId, cause });
      if (parentId) await recountOrder(caller, { orderId: parentId, cause });
    }
    await goOn(app, task, batch.at(-1)?.orderId ?? null, batch.length);
    return 1;
  },
};

/** Orders with an open clock on an earlier version of the calendar. */
function ofCalendar(app: App, { code, version, afterId }: Task) {
  return app.sql<{ orderId: string }[]>`
    select distinct c.order_id as "orderId" from order_clock c
    where c.calendar_code = ${code} and c.calendar_version < ${version}
      and c.met_at is null and c.stopped_at is null and c.breached_at is null
      and (${afterId}::uuid is null or c.order_id > ${afterId}::uuid)
    order by c.order_id limit ${BATCH}`;
}

/** Orders with an open clock that the amended policy may concern. */
function ofPolicy(app: App, { policyId, afterId }: Task) {
  return app.sql<{ orderId: string }[]>`
    select distinct c.order_id as "orderId"
    from order_clock c
    join work_order o on o.id = c.order_id
    join dispatch_policy p on p.id = ${policyId} and p.kind = c.kind and p.danger = o.danger
      and coalesce(p.type_code, o.type_code) = o.type_code
      and coalesce(p.district_code, o.district_code) = o.district_code
    where c.policy_id <> p.id and c.started_at < p.valid_from
      and c.met_at is null and c.stopped_at is null and c.breached_at is null
      and (${afterId}::uuid is null or c.order_id > ${afterId}::uuid)
    order by c.order_id limit ${BATCH}`;
}

/** The next batch at once; after the last one a second look, and then it is done. */
async function goOn(app: App, task: Task, lastId: string | null, count: number): Promise<void> {
  const again = parseInstant(task.askedAt).add({ seconds: STRAGGLERS_AFTER_SECONDS });
  const now = app.clock.now();
  const next = lastId ? now : Temporal.Instant.compare(now, again) < 0 ? again : null;
  await app.sql`
    update clock_recompute set after_id = ${lastId}, next_at = ${next?.toString() ?? null},
      orders = orders + ${count}
    where id = ${task.id} and after_id is not distinct from ${task.afterId}`;
}
