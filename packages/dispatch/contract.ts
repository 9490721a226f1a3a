import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { agencyFields, Colleague, deviceTimed } from './contract/agency-fields.ts';
import {
  ClockKind,
  ClockView,
  EscalationLevel,
  ExtensionView,
  PauseView,
  ReopeningView,
} from './contract/clocks.ts';
import { followThroughFields } from './contract/follow-through.ts';
import { IncidentRow } from './contract/incidents.ts';

export * from './contract/clocks.ts';
export * from './contract/follow-through.ts';
export * from './contract/incidents.ts';
export { onTimeRate } from './contract/on-time-rate.ts';
export * from './contract/risk.ts';

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
  'rule',
  'release',
  'handOff',
  'reopen',
  'refuse',
  'petition',
]);
export type OrderAction = z.infer<typeof OrderAction>;

/** How an acknowledgement came. */
export const AcknowledgedVia = z.enum(['app', 'voice', 'link', 'sms', 'system']);
export type AcknowledgedVia = z.infer<typeof AcknowledgedVia>;

/**
 * On what an order closes. A danger needs more than a report (invariant I9); `merged` is for a
 * duplicate, which closes with its parent.
 */
export const ClosingGround = z.enum(['report', 'photo', 'handOff', 'release', 'merged']);
export type ClosingGround = z.infer<typeof ClosingGround>;

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
  ...deviceTimed,
});
/** The answer to it: what there is to know at that moment; the rest is read from the order. */
export const IssuedOrder = z.object({
  id: Id,
  number: z.string(),
  caseId: Id,
  matterId: Id,
  agencyId: Id,
  danger: z.boolean(),
  /** When each of its clocks is due. */
  dueAt: z.partialRecord(ClockKind, InstantText),
});
export type IssuedOrder = z.infer<typeof IssuedOrder>;
/** `POST /api/orders/:id/closure`. A reason goes with the ground `release`, a supervisor's only. */
export const CloseOrderBody = z.strictObject({
  ground: ClosingGround.exclude(['merged']),
  reason: text(1000).optional(),
  ...deviceTimed,
});
/** `POST /api/orders/:id/release`, `…/reopening`, `…/refusal` and `…/petition`. */
export const ReasonBody = z.strictObject({ reason: text(1000) });
/** `POST /api/orders/:id/return`. */
export const ReturnOrderBody = ReasonBody.extend(deviceTimed);
/** `POST /api/orders/:id/reassignment`, after a return. */
export const ReassignOrderBody = z.strictObject({ agencyId: Id });
/** `POST /api/orders/:id/ruling`: whose it is after two returns, and why. */
export const RuleOrderBody = ReassignOrderBody.extend({ reason: text(1000) });
/** `POST /api/orders/:id/handoff`: who took it over, and when. */
export const HandOffOrderBody = z.strictObject({
  body: z.enum(['police', 'utility']),
  officer: text(100),
  handedAt: InstantText,
});

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
  /** The order it is a duplicate of. */
  parentId: Id.nullable(),
  cycle: z.number().int(),
  closingGround: ClosingGround.nullable(),
  nextDueAt: InstantText.nullable(),
  /** Who of the agency has it in hand. */
  assignee: Colleague.nullable(),
  /**
   * The chance (0 to 1) of missing its handling clock, as reckoned when it was issued; null when the
   * model is off, and once that clock has ended or is missed.
   */
  risk: z.number().min(0).max(1).nullable(),
  clocks: z.array(ClockView),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** One incident with the orders it is made of. */
export const IncidentView = IncidentRow.extend({ members: z.array(OrderRow) });
export type IncidentView = z.infer<typeof IncidentView>;

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
  ruling: z
    .object({ agencyId: Id, reason: z.string().nullable(), ruledBy: Id, at: InstantText })
    .nullable(),
  /** How long each agency has held it. */
  holdings: z.array(
    z.object({
      agencyId: Id,
      agencyZh: z.string(),
      agencyEn: z.string(),
      from: InstantText,
      to: InstantText.nullable(),
    }),
  ),
  escalations: z.array(
    z.object({
      cause: z.enum(['issued', 'warned', 'breached']),
      clockKind: ClockKind.nullable(),
      level: EscalationLevel,
      nextStepAt: InstantText.nullable(),
      endReason: z.enum(['acknowledged', 'told', 'orderMoved']).nullable(),
    }),
  ),
  pauses: z.array(PauseView),
  extensions: z.array(ExtensionView),
  reopenings: z.array(ReopeningView),
  /** The duplicates that go with it. */
  childIds: z.array(Id),
  /** The incident it belongs to now. */
  incidentId: Id.nullable(),
  timeline: z.array(OrderEvent),
  ...agencyFields,
  ...followThroughFields,
});
export type OrderView = z.infer<typeof OrderView>;

const PageEnd = z.string().transform((value, context) => {
  const [at = '', id = '', ...more] = value.split(',');
  const end = z.object({ at: z.union([z.literal('none'), InstantText]), id: Id });
  const read = end.safeParse({ at, id });
  if (read.success && more.length === 0) return read.data;
  context.addIssue({ code: 'custom', message: 'a moment or none, a comma, an id' });
  return z.NEVER;
});

export const OrdersQuery = z
  .strictObject({
    /** `open` (the default), `ended`, or one state. */
    state: z.union([z.enum(['open', 'ended']), OrderState]).default('open'),
    agencyId: Id.optional(),
    caseId: Id.optional(),
    danger: z.stringbool().optional(),
    /** Only those that wait for a supervisor: to rule, to find the agency, to confirm, to decide. */
    awaiting: z.enum(['ruling', 'reassignment', 'verification', 'extension']).optional(),
    /** Only those in the asking person's own hands. */
    mine: z.stringbool().optional(),
    /** Of open orders: what is due next first, or what has missed its clock or likeliest will. */
    sort: z.enum(['due', 'risk']).default('due'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /**
     * The last order of the page before: its `nextDueAt` (its `endedAt` where ended ones are listed;
     * `none` for null), a comma, and its id.
     */
    after: PageEnd.optional(),
  })
  .refine(({ sort, after }) => sort === 'due' || after === undefined, {
    message: 'a list by risk has one page',
    path: ['after'],
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
  /** Why this agency: the type is its own, or the road is too narrow for the type's own. */
  agencyReason: z.enum(['type', 'narrowRoad']),
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
/** What every `clock.*` event carries; some carry more. */
export const ClockEventPayload = z.looseObject({
  orderId: Id,
  agencyId: Id,
  kind: ClockKind,
  danger: z.boolean(),
});
