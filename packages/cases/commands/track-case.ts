import { attemptGuardOf } from '@1999/directory';
import { command } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { TrackBody } from '../contract.ts';
import { caseFile } from '../io/tables.ts';
import { hashTrackingCode, trackingCodeFits } from '../io/tracking-code.ts';

const HOUR_MS = 3_600_000;
/** Six digits: five wrong tries shut a case for an hour, … */
const perCase = { failures: 5, withinMs: HOUR_MS, lockMs: HOUR_MS };
/** … and twenty shut out an address, so that nobody tries one code on many cases. */
const perAddress = { failures: 20, withinMs: HOUR_MS, lockMs: HOUR_MS };
const NO_CASE = '00000000-0000-0000-0000-000000000000';

/**
 * Finds the case a citizen names by number and six digits; null when they do not fit, or there is
 * no such case. Answers null instead of throwing, so that the wrong try is counted. Never under an
 * Idempotency-Key. @throws AppError 423 while shut.
 */
export const trackCase = command(
  'case.track',
  TrackBody.extend({ address: z.string().max(100) }),
  async ({ app, tx }, { number, code, address }): Promise<{ caseId: string } | null> => {
    const guards = [
      attemptGuardOf(app, `tracking:${number}`, perCase),
      attemptGuardOf(app, `tracking from:${address}`, perAddress),
    ];
    for (const guard of guards) await guard.enter(tx);
    const [file] = await tx
      .select({ id: caseFile.id, trackingHash: caseFile.trackingHash })
      .from(caseFile)
      .where(eq(caseFile.number, number));
    const kept = file?.trackingHash ?? hashTrackingCode(app.config, NO_CASE, 'none');
    if (trackingCodeFits(app.config, file?.id ?? NO_CASE, code, kept) && file) {
      await guards[0]?.passed(tx);
      return { caseId: file.id };
    }
    for (const guard of guards) await guard.failed(tx);
    return null;
  },
);
