import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** The states of a work order, in the field's own words: issued 已派工 … closed 結案. */
export const OrderState = z.enum([
  'issued',
  'acknowledged',
  'onSite',
  'reported',
  'verified',
  'closed',
  'returned',
  'released',
  'handedOff',
]);
export type OrderState = z.infer<typeof OrderState>;

/** What can be done to an order. */
export const OrderAction = z.enum([
  'acknowledge',
  'arrive',
  'report',
  'verify',
  'close',
  'return',
  'reassign',
  'release',
  'handOff',
]);
export type OrderAction = z.infer<typeof OrderAction>;

/** The promises of an order, each a clock of its own: 受理, 到場, 處理, 回報. */
export const ClockKind = z.enum(['acknowledge', 'arrive', 'handle', 'reportBack']);
export type ClockKind = z.infer<typeof ClockKind>;

/** A clock as it stands at a moment; `breached` also while no sweep has recorded it yet. */
export const ClockState = z.enum(['running', 'warned', 'breached', 'met', 'metLate', 'stopped']);
export type ClockState = z.infer<typeof ClockState>;

/** How an acknowledgement came. */
export const AcknowledgedVia = z.enum(['app', 'voice', 'link', 'sms']);
export type AcknowledgedVia = z.infer<typeof AcknowledgedVia>;

/** On what an order closes. A danger needs one of the last three (invariant I9). */
export const ClosingGround = z.enum(['report', 'photo', 'handOff', 'release']);
export type ClosingGround = z.infer<typeof ClosingGround>;

export const EscalationLevel = z.enum(['unit', 'chief', 'bureau', 'rdec']);
export type EscalationLevel = z.infer<typeof EscalationLevel>;

/** `POST /api/cases/:id/orders`. A type that is a danger stays one; any other may be made one. */
export const IssueOrderBody = z.strictObject({
  matterId: Id,
  agencyId: Id,
  danger: z.boolean().optional(),
  instructions: text(1000).optional(),
});
/** `POST /api/orders/:id/report`. The photos are attachments of the order's case. */
export const ReportOrderBody = z.strictObject({
  text: text(2000),
  photoIds: z.array(Id).max(20).default([]),
});
/** `POST /api/orders/:id/closure`. A reason goes with the ground `release`, a supervisor's only. */
export const CloseOrderBody = z.strictObject({
  ground: ClosingGround,
  reason: text(1000).optional(),
});
/** `POST /api/orders/:id/return` and `…/release`. */
export const ReasonBody = z.strictObject({ reason: text(1000) });
/** `POST /api/orders/:id/reassignment`, after a return. */
export const ReassignOrderBody = z.strictObject({ agencyId: Id });
/** `POST /api/orders/:id/handoff`: who took it over, and when. */
export const HandOffOrderBody = z.strictObject({
  body: z.enum(['police', 'utility']),
  officer: text(100),
  handedAt: InstantText,
});

export const ClockView = z.object({
  kind: ClockKind,
  state: ClockState,
  startedAt: InstantText,
  dueAt: InstantText,
  warnedPercent: z.number().int().nullable(),
  metAt: InstantText.nullable(),
  stoppedAt: InstantText.nullable(),
  breachedAt: InstantText.nullable(),
  recordedAt: InstantText.nullable(),
});
export type ClockView = z.infer<typeof ClockView>;

/** An order as a list shows it. */
export const OrderRow = z.object({
  id: Id,
  number: z.string(),
  state: OrderState,
  danger: z.boolean(),
  typeCode: z.string(),
  typeZh: z.string(),
  typeEn: z.string(),
  districtCode: z.string(),
  districtZh: z.string(),
  districtEn: z.string(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  agencyId: Id,
  agencyZh: z.string(),
  agencyEn: z.string(),
  caseId: Id,
  caseNumber: z.string(),
  issuedAt: InstantText,
  endedAt: InstantText.nullable(),
  closingGround: ClosingGround.nullable(),
  nextDueAt: InstantText.nullable(),
  clocks: z.array(ClockView),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** One line of an order's story. */
export const OrderEvent = z.object({
  id: Id,
  type: z.string(),
  at: InstantText,
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  payload: z.record(z.string(), z.unknown()),
});

/** An order as its own page shows it; the words are in the clear, the citizen is masked. */
export const OrderView = OrderRow.extend({
  matterId: Id,
  /** What may be done next, by anyone. */
  actions: z.array(OrderAction),
  description: z.string().nullable(),
  address: z.string().nullable(),
  landmark: z.string().nullable(),
  village: z.string().nullable(),
  instructions: z.string().nullable(),
  citizen: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  acknowledgements: z.array(
    z.object({ via: AcknowledgedVia, at: InstantText, byId: z.string().nullable() }),
  ),
  report: z.object({ text: z.string().nullable(), at: InstantText }).nullable(),
  photoIds: z.array(Id),
  handOff: z
    .object({
      body: z.enum(['police', 'utility']),
      officer: z.string().nullable(),
      handedAt: InstantText,
    })
    .nullable(),
  release: z.object({ reason: z.string().nullable(), approverId: Id, at: InstantText }).nullable(),
  returns: z.array(z.object({ agencyId: Id, reason: z.string().nullable(), at: InstantText })),
  escalations: z.array(
    z.object({
      cause: z.enum(['issued', 'breached']),
      clockKind: ClockKind.nullable(),
      level: EscalationLevel,
      nextStepAt: InstantText.nullable(),
      endReason: z.enum(['acknowledged', 'told', 'orderMoved']).nullable(),
    }),
  ),
  timeline: z.array(OrderEvent),
});
export type OrderView = z.infer<typeof OrderView>;

export const OrdersQuery = z.strictObject({
  /** `open` (the default), `ended`, or one state. */
  state: z.union([z.enum(['open', 'ended']), OrderState]).default('open'),
  agencyId: Id.optional(),
  caseId: Id.optional(),
  danger: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** By a point, or by a district; of one type or of all. */
export const NearbyQuery = z
  .strictObject({
    lat: z.coerce.number().min(-90).max(90).optional(),
    lng: z.coerce.number().min(-180).max(180).optional(),
    metres: z.coerce.number().int().min(1).max(5000).default(500),
    districtCode: z.string().max(20).optional(),
    typeCode: z.string().max(40).optional(),
  })
  .refine((value) => (value.lat === undefined) === (value.lng === undefined), {
    message: 'lat and lng go together',
    path: ['lng'],
  })
  .refine((value) => value.lat !== undefined || value.districtCode !== undefined, {
    message: 'give a point or a district',
    path: ['lat'],
  });
export const NearbyOrder = OrderRow.extend({ metres: z.number().nullable() });

export const PreviewQuery = z.strictObject({
  typeCode: z.string().min(1).max(40),
  danger: z.stringbool().optional(),
  districtCode: z.string().max(20).optional(),
  roadWidthM: z.coerce.number().positive().max(200).optional(),
});
/** Who would get the order, and by when each of its promises would be due if issued now. */
export const Preview = z.object({
  danger: z.boolean(),
  agency: z.object({ id: Id, code: z.string(), nameZh: z.string(), nameEn: z.string() }).nullable(),
  clocks: z.array(
    z.object({
      kind: ClockKind,
      withinMs: z.number(),
      dueAt: InstantText,
      /** The figure is ours; the city has not decided it. */
      assumed: z.boolean(),
    }),
  ),
});
export type Preview = z.infer<typeof Preview>;

/** What every `order.*` event carries; some carry more. */
export const OrderEventPayload = z.looseObject({
  caseId: Id,
  agencyId: Id,
  number: z.string(),
  type: z.string(),
  danger: z.boolean(),
  district: z.string(),
});
/** What `clock.met`, `clock.warned` and `clock.breached` carry. */
export const ClockEventPayload = z.looseObject({
  orderId: Id,
  agencyId: Id,
  kind: ClockKind,
  danger: z.boolean(),
});
