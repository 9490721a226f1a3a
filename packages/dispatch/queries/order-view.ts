import { caseHistory, citizenView, matterById } from '@1999/cases';
import { type Actor, type App, NotFound, type Reader } from '@1999/platform';
import { asc, desc, eq, sql } from 'drizzle-orm';
import type { OrderView } from '../contract.ts';
import { actionsNow } from '../domain/order-state.ts';
import { incidentIdOf } from '../io/incident-members.ts';
import { mayTouch } from '../io/lock-order.ts';
import {
  acknowledgements,
  escalations,
  handOffs,
  type Order,
  orders,
  photos,
  releases,
  reports,
  returns,
} from '../io/tables.ts';
import { agencySide } from './agency-side.ts';
import { followThrough } from './follow-through.ts';
import { heldUp } from './held-up.ts';
import { orderRows } from './order-rows.ts';
import { whoseItWas } from './whose-it-was.ts';

/**
 * One order with all its page shows: place and words in the clear, the citizen masked, clocks as
 * they stand now, evidence, and its story. @throws NotFound for absent and foreign orders alike.
 */
export async function orderView(app: App, actor: Actor, orderId: string): Promise<OrderView> {
  const reader = app.db;
  const [order] = await reader.select().from(orders).where(eq(orders.id, orderId));
  if (!order || !(await mayTouch(reader, actor, order))) throw new NotFound();
  const [row] = await orderRows(reader, app.clock.now(), {
    where: sql`o.id = ${orderId}`,
    orderBy: sql`o.id`,
    limit: 1,
  });
  const matter = await matterById(app, reader, order.matterId);
  if (!row || !matter) throw new NotFound();
  const { name, phone } = await citizenView(app, reader, order.citizenId);
  const open = (sealed: Buffer | null) =>
    sealed ? app.vault.unseal(reader, order.citizenId, sealed) : null;
  const followed = await followThrough(reader, order, open);
  return {
    ...row,
    matterId: order.matterId,
    actions:
      order.parentId && !order.endedAt
        ? []
        : actionsNow({ ...order, ...followed, petitioned: followed.petition !== null }),
    description: matter.description,
    address: matter.address,
    landmark: matter.landmark,
    village: matter.village,
    instructions: await open(order.instructionsSealed),
    citizen: { name, phone },
    ...(await evidenceOf(reader, order, open)),
    ...(await whoseItWas(reader, order.id, open)),
    ...(await toldAbout(reader, order)),
    ...(await agencySide(app, reader, order)),
    ...(await heldUp(reader, order, open)),
    ...followed,
    incidentId: await incidentIdOf(reader, order.id),
    timeline: await timelineOf(reader, order, actor),
  };
}

type Open = (sealed: Buffer | null) => Promise<string | null> | null;

async function evidenceOf(reader: Reader, order: Order, open: Open) {
  const { id } = order;
  const taken = await reader
    .select()
    .from(acknowledgements)
    .where(eq(acknowledgements.orderId, id))
    .orderBy(asc(acknowledgements.at), asc(acknowledgements.id));
  const [report] = await reader
    .select()
    .from(reports)
    .where(eq(reports.orderId, id))
    .orderBy(desc(reports.cycle));
  const shown = await reader.select().from(photos).where(eq(photos.orderId, id));
  const [handOff] = await reader
    .select()
    .from(handOffs)
    .where(eq(handOffs.orderId, id))
    .orderBy(desc(handOffs.cycle));
  const [release] = await reader
    .select()
    .from(releases)
    .where(eq(releases.orderId, id))
    .orderBy(desc(releases.cycle));
  const sentBack = await reader
    .select()
    .from(returns)
    .where(eq(returns.orderId, id))
    .orderBy(asc(returns.at), asc(returns.id));
  return {
    acknowledgements: taken.map(({ via, at, byId }) => ({ via, at: at.toString(), byId })),
    report: report ? { text: await open(report.textSealed), at: report.at.toString() } : null,
    photoIds: shown.map((photo) => photo.attachmentId),
    handOff: handOff
      ? {
          body: handOff.body,
          officer: await open(handOff.officerSealed),
          handedAt: handOff.handedAt.toString(),
        }
      : null,
    release: release
      ? {
          reason: await open(release.reasonSealed),
          approverId: release.approverId,
          at: release.at.toString(),
        }
      : null,
    returns: await Promise.all(
      sentBack.map(async (one) => ({
        agencyId: one.agencyId,
        reason: await open(one.reasonSealed),
        at: one.at.toString(),
      })),
    ),
  };
}

async function toldAbout(reader: Reader, order: Order) {
  const rounds = await reader
    .select()
    .from(escalations)
    .where(eq(escalations.orderId, order.id))
    .orderBy(asc(escalations.startedAt), asc(escalations.id));
  return {
    escalations: rounds.map(({ cause, clockKind, level, nextStepAt, endReason }) => ({
      cause,
      clockKind,
      level,
      nextStepAt: nextStepAt?.toString() ?? null,
      endReason,
    })),
  };
}

/** Steps of a call that its beginning and its end tell well enough. */
const inBetween = new Set(['maskedCall.ringing', 'maskedCall.answered', 'maskedCall.connecting']);

/** The order's own lines of its case's history: its moves, its clocks, and who was told. */
async function timelineOf(reader: Reader, order: Order, actor: Actor) {
  const ownAgency = actor.kind === 'user' && actor.role === 'agency' ? actor.agencyId : null;
  const history = await caseHistory(reader, order.caseId, ownAgency);
  return history
    .filter(
      ({ type, subjectId, payload }) =>
        (subjectId === order.id || payload.orderId === order.id || payload.refId === order.id) &&
        !inBetween.has(type),
    )
    .map(({ id, type, at, actor: by, payload }) => ({
      id,
      type,
      at,
      actor: { kind: by.kind, id: by.id, name: by.name },
      payload,
    }));
}
