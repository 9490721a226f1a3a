import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

/** Whether reports of a type must be confirmed by somebody else before the order closes. */
export const VerificationRuleView = z.object({
  typeCode: z.string(),
  /** 0 where nobody has ever made a rule. */
  version: z.number().int(),
  required: z.boolean(),
});
export type VerificationRuleView = z.infer<typeof VerificationRuleView>;

/** `POST /api/dispatch/verification-rules`: a new version of the rule for a type. */
export const SetVerificationBody = z.strictObject({
  typeCode: z.string().min(1).max(40),
  required: z.boolean(),
  /** The version it was made from; 0 for the first. */
  basedOn: z.number().int().min(0).max(1_000_000),
});

/** What an order's page tells of how it goes on. */
export const followThroughFields = {
  /** Its type's reports must be confirmed before it closes. */
  needsVerification: z.boolean(),
  refusals: z.array(
    z.object({
      cycle: z.number().int(),
      reason: z.string().nullable(),
      refusedBy: Id,
      at: InstantText,
    }),
  ),
  petition: z.object({ reason: z.string().nullable(), approverId: Id, at: InstantText }).nullable(),
  /** The closed order whose citizen was not satisfied, and the one that follows this one up. */
  followUpOfId: Id.nullable(),
  followUpId: Id.nullable(),
};
