import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { ClockView, OrderAction, OrderState } from '../contract.ts';
import { deviceTimed } from './agency-fields.ts';

export { Colleague } from './agency-fields.ts';

/** `POST /api/orders/:id/acknowledgement` and `…/arrival`. */
export const DeviceTimed = z.strictObject(deviceTimed);

/** `POST /api/orders/acknowledgements`: several at once on a surge day. */
export const AcknowledgeManyBody = z.strictObject({
  orderIds: z.array(Id).min(1).max(100),
  ...deviceTimed,
});
/** What became of each: `already` was acknowledged before, `movedOn` can no longer be. */
export const AcknowledgeManyAnswer = z.array(
  z.object({
    orderId: Id,
    outcome: z.enum(['acknowledged', 'already', 'movedOn', 'notFound']),
  }),
);
export type AcknowledgeManyAnswer = z.infer<typeof AcknowledgeManyAnswer>;

/** `POST /api/orders/:id/assignee`: a colleague of the same agency, or nobody. */
export const AssigneeBody = z.strictObject({ userId: Id.nullable() });

/** `POST /api/orders/:id/clocks/:kind/excuse`. */
export const ExcuseBody = z.strictObject({ reason: text(1000) });

/** `POST /api/orders/:id/contractor-link`. */
export const ContractorLink = z.object({ url: z.url(), expiresAt: InstantText });

/** The one order a contractor's link opens, without the citizen. */
export const LinkedOrder = z.object({
  number: z.string(),
  state: OrderState,
  danger: z.boolean(),
  typeZh: z.string(),
  typeEn: z.string(),
  districtZh: z.string(),
  districtEn: z.string(),
  agencyZh: z.string(),
  agencyEn: z.string(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  address: z.string().nullable(),
  landmark: z.string().nullable(),
  village: z.string().nullable(),
  description: z.string().nullable(),
  instructions: z.string().nullable(),
  issuedAt: InstantText,
  clocks: z.array(ClockView),
  actions: z.array(OrderAction.extract(['acknowledge', 'arrive', 'report'])),
  reported: z.boolean(),
  expiresAt: InstantText,
});
export type LinkedOrder = z.infer<typeof LinkedOrder>;

/** One month of an agency, up to `until`. */
export const MonthFigures = z.object({
  from: InstantText,
  until: InstantText,
  issued: z.number().int(),
  closed: z.number().int(),
  closedOnTime: z.number().int(),
  /** Open at `until` with a clock then past its due time. */
  openOverdue: z.number().int(),
  returned: z.number().int(),
  extensionsAsked: z.number().int(),
  extensionsGranted: z.number().int(),
  /** closed on time ÷ (closed + open overdue); null when there is nothing to divide by. */
  onTimeRate: z.number().min(0).max(1).nullable(),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

/** `GET /api/agency/overview`: the head's page. */
export const AgencyOverview = z.object({
  at: InstantText,
  open: z.array(
    z.object({
      state: OrderState,
      onTrack: z.number().int(),
      warned: z.number().int(),
      overdue: z.number().int(),
    }),
  ),
  thisMonth: MonthFigures,
  lastMonth: MonthFigures,
});
export type AgencyOverview = z.infer<typeof AgencyOverview>;
