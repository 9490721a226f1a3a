import { InstantText } from '@1999/platform/contract';
import { z } from 'zod';

/** So many orders must have come due before any chance is told. */
export const RISK_LEAST_ORDERS = 200;
/** So many of them must have missed, and so many kept, their clock; half of them before the split. */
export const RISK_LEAST_OF_EACH = 20;

/** Why no chances are shown: too little to learn from, or no better than the plain rate. */
export const RiskReason = z.enum([
  'neverTrained',
  'tooFewOrders',
  'tooFewMisses',
  'tooFewMet',
  'notBetter',
]);
export type RiskReason = z.infer<typeof RiskReason>;

const Share = z.number().min(0).max(1);

/** The orders whose chance was told from `from` up to `to`: the mean told, and how many missed. */
export const RiskBin = z.object({
  from: Share,
  to: Share,
  orders: z.number().int(),
  predicted: Share.nullable(),
  seen: Share.nullable(),
});
export type RiskBin = z.infer<typeof RiskBin>;

/** `GET /api/dispatch/risk`: the newest model, and how its chances held on orders it had not seen. */
export const RiskModelView = z.object({
  state: z.enum(['on', 'off']),
  reason: RiskReason.nullable(),
  trainedAt: InstantText.nullable(),
  historyFrom: InstantText.nullable(),
  historyTo: InstantText.nullable(),
  splitAt: InstantText.nullable(),
  /** Orders whose clock had come due, and how many of them missed it. */
  rows: z.number().int(),
  misses: z.number().int(),
  /** Mean squared error of the chances on the later orders; lower is better. */
  brier: Share.nullable(),
  /** The same for the best single number: the later orders' own rate of misses. */
  baseBrier: Share.nullable(),
  calibration: z.array(RiskBin),
});
export type RiskModelView = z.infer<typeof RiskModelView>;
