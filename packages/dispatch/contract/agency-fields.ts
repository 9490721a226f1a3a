import { MaskedCallView } from '@1999/messaging/contract';
import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

/** When the device says it was done; the server's receipt decides all the same. */
export const deviceTimed = { deviceAt: InstantText.optional() };

/** Somebody of the agency. */
export const Colleague = z.object({ id: Id, name: z.string() });
export type Colleague = z.infer<typeof Colleague>;

/** What the agencies' app adds to an order's own page. */
export const agencyFields = {
  /** What the device said of its own time, beside the receipt that decided. */
  deviceTimes: z.array(
    z.object({ action: z.string(), deviceAt: InstantText, receivedAt: InstantText }),
  ),
  /** Breaches that a supervisor has excused; each stays a breach. */
  excuses: z.array(
    z.object({
      kind: z.string(),
      dueAt: InstantText,
      reason: z.string().nullable(),
      by: z.string().nullable(),
      at: InstantText,
    }),
  ),
  /** The agency's latest masked calls to the citizen, the newest first. */
  citizenCalls: z.array(MaskedCallView.extend({ by: z.string().nullable() })),
};
