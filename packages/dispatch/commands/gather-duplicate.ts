import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import {
  incidentIdOf,
  join,
  leaveIncident,
  lockIncident,
  newIncident,
  newMember,
} from '../io/incident-members.ts';
import { orders } from '../io/tables.ts';
import { settleIncident } from './settle-incident.ts';

const GatherDuplicate = z.strictObject({ orderId: Id, parentId: Id });

/** An order attached to another by hand belongs to the same incident, whatever distance says. */
export const gatherDuplicate = command(
  'order.gather',
  GatherDuplicate,
  async (context, { orderId, parentId }) => {
    const { tx, now } = context;
    const [child] = await tx.select().from(orders).where(eq(orders.id, orderId));
    if (child?.parentId !== parentId) return;
    const [childs, parents] = [await incidentIdOf(tx, orderId), await incidentIdOf(tx, parentId)];
    if (childs !== null && childs === parents) return;
    const left = childs ? await lockIncident(tx, childs) : null;
    if (left) await leaveIncident(context, left, orderId);
    const joined = parents ? await lockIncident(tx, parents) : null;
    await join(context, [
      joined ? newMember(now, joined, orderId) : newIncident(now, child, parentId),
    ]);
    if (left) await settleIncident.within(context, { incidentId: left.id });
  },
);
