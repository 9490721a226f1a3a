import { Conflict, command, Forbidden } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { ExcuseBody } from '../contract/agency.ts';
import { ClockKind } from '../contract.ts';
import { excuses } from '../io/agency-tables.ts';
import { lockOrder } from '../io/lock-order.ts';
import { clocks } from '../io/tables.ts';

export const ExcuseBreach = ExcuseBody.extend({ orderId: Id, kind: ClockKind });

/**
 * A supervisor excuses the latest breach of one of an order's clocks, with a reason: no network in
 * the tunnel, say. The breach stays and is counted; the excuse stands beside it.
 * @throws Conflict when that clock has no recorded breach, or its breach was excused before.
 */
export const excuseBreach = command('clock.excuse', ExcuseBreach, async (context, input) => {
  const { app, tx, now, actor, journal } = context;
  if (actor.kind !== 'user') throw new Forbidden('Only a supervisor may excuse a breach.');
  const order = await lockOrder(context, input.orderId);
  const [clock] = await tx
    .select()
    .from(clocks)
    .where(
      and(eq(clocks.orderId, order.id), eq(clocks.kind, input.kind), isNotNull(clocks.breachedAt)),
    )
    .orderBy(desc(clocks.startedAt))
    .limit(1);
  if (!clock) throw new Conflict('no_breach', 'That clock has no recorded breach.');
  const [made] = await tx
    .insert(excuses)
    .values({
      clockId: clock.id,
      orderId: order.id,
      reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
      excusedBy: actor.id,
      at: now,
    })
    .onConflictDoNothing()
    .returning({ id: excuses.clockId });
  if (!made) throw new Conflict('excused_before', 'That breach has been excused.');
  await journal({
    subjectType: 'clock',
    subjectId: clock.id,
    threadId: order.caseId,
    type: 'clock.excused',
    payload: {
      orderId: order.id,
      agencyId: order.agencyId,
      kind: clock.kind,
      danger: clock.danger,
      dueAt: clock.dueAt.toString(),
    },
  });
  return { orderId: order.id, kind: clock.kind };
});
