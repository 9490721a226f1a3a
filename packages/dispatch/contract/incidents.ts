import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

/** When open orders of one type are one incident, and when they are a surge. */
export const IncidentRuleView = z.object({
  id: Id,
  /** Null: every type without a rule of its own. */
  typeCode: z.string().nullable(),
  version: z.number().int(),
  metres: z.number().int(),
  minutes: z.number().int(),
  surgeOrders: z.number().int(),
  surgeMinutes: z.number().int(),
  /** The figure is ours; the city has not decided it. */
  assumed: z.boolean(),
});
export type IncidentRuleView = z.infer<typeof IncidentRuleView>;

/** `POST /api/dispatch/incident-rules`: a new version of the rule for a type. */
export const AmendIncidentRuleBody = z.strictObject({
  typeCode: z.string().min(1).max(40).nullable(),
  /** The version it was made from; 0 for the first of its type. */
  basedOn: z.number().int().min(0).max(1_000_000),
  metres: z.number().int().min(1).max(5000),
  minutes: z.number().int().min(1).max(43_200),
  surgeOrders: z.number().int().min(2).max(10_000),
  surgeMinutes: z.number().int().min(1).max(1440),
});

/** `GET /api/incidents`. */
export const IncidentsQuery = z.strictObject({
  state: z.enum(['open', 'closed']).default('open'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** An incident as a list and a map show it. */
export const IncidentRow = z.object({
  id: Id,
  typeCode: z.string(),
  typeZh: z.string(),
  typeEn: z.string(),
  districtCode: z.string(),
  districtZh: z.string(),
  districtEn: z.string(),
  /** The middle of its orders; null where none has a point. */
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  danger: z.boolean(),
  openedAt: InstantText,
  closedAt: InstantText.nullable(),
  orders: z.number().int(),
  openOrders: z.number().int(),
  /** Open ones that go with another as its duplicates. */
  attached: z.number().int(),
  reporters: z.number().int(),
  nextDueAt: InstantText.nullable(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

/** What attaching all did: which order leads, which go with it now, and which could not. */
export const AttachedAll = z.object({
  leadId: Id,
  attached: z.array(Id),
  skipped: z.array(Id),
});
export const DetachedAll = z.object({ detached: z.array(Id) });
/** `POST /api/incidents/:id/drop`: the order is about something else. */
export const DropOrderBody = z.strictObject({ orderId: Id });

/** Many orders of one type in one district within minutes. */
export const SurgeView = z.object({
  id: Id,
  typeCode: z.string(),
  typeZh: z.string(),
  typeEn: z.string(),
  districtCode: z.string(),
  districtZh: z.string(),
  districtEn: z.string(),
  fromAt: InstantText,
  heldAt: InstantText,
  /** Since it began. */
  orders: z.number().int(),
  /** The rule's window. */
  minutes: z.number().int(),
});
export type SurgeView = z.infer<typeof SurgeView>;
