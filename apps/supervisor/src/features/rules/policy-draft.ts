import {
  ClockKind,
  DEFAULT_LADDER,
  EscalationLevel,
  type LadderStep,
  type PolicyView,
} from '@1999/dispatch/contract';
import { z } from 'zod';
import { inUnits, UNIT_SECONDS } from './within.ts';

const TIME = /^(([01]\d|2[0-3]):[0-5]\d)?$/;
const Step = z.object({ at: z.string(), level: z.enum(['above', ...EscalationLevel.options]) });

/** A rule as it is written in the form: every field a text or a choice. */
export const PolicyDraft = z
  .object({
    kind: ClockKind,
    danger: z.enum(['danger', 'normal']),
    typeCode: z.string().nullable(),
    districtCode: z.string().nullable(),
    timeFrom: z.string().regex(TIME),
    timeTo: z.string().regex(TIME),
    amount: z.string().regex(/^[1-9]\d{0,7}$/),
    unit: z.enum(['hours', 'minutes', 'seconds']),
    calendar: z.string().min(1),
    warnPercents: z.string().regex(/^\s*([1-9]\d?\s*([,，、]\s*|$))*$/),
    ladder: z.array(Step),
    validFrom: z.string(),
    recompute: z.boolean(),
  })
  .refine(({ timeFrom, timeTo }) => (timeFrom === '') === (timeTo === ''), { path: ['timeTo'] })
  .refine(
    ({ ladder, warnPercents }) =>
      ladder.every(({ at }) => at === 'breach' || percentsIn(warnPercents).includes(Number(at))),
    { path: ['warnPercents'] },
  );
export type PolicyDraft = z.infer<typeof PolicyDraft>;

/** The percentages in a text such as `50, 75, 90`. */
export function percentsIn(text: string): number[] {
  return text
    .split(/[,，、]/)
    .map((part) => Number(part.trim()))
    .filter((percent) => Number.isInteger(percent) && percent > 0 && percent < 100);
}

/** The form's first values: those of the rule that is amended, or of a usual new one. */
export function draftOf(policy: PolicyView | null): PolicyDraft {
  const { amount, unit } = inUnits(policy?.withinSeconds ?? 4 * 3600);
  return {
    kind: policy?.kind ?? 'handle',
    danger: policy?.danger ? 'danger' : 'normal',
    typeCode: policy?.typeCode ?? null,
    districtCode: policy?.districtCode ?? null,
    timeFrom: policy?.time?.from ?? '',
    timeTo: policy?.time?.to ?? '',
    amount: String(amount),
    unit,
    calendar: policy?.calendar ?? 'always',
    warnPercents: (policy?.warnPercents ?? [50, 75, 90]).join(', '),
    ladder: (policy?.ladder ?? DEFAULT_LADDER).map(({ at, level }) => ({ at: String(at), level })),
    validFrom: '',
    recompute: false,
  };
}

/** What is sent of it. A local time is Taipei's, which has no summer time. */
export function bodyOf({ timeFrom, timeTo, amount, unit, ...draft }: PolicyDraft) {
  const ladder: LadderStep[] = draft.ladder.map(({ at, level }) => ({
    at: at === 'breach' ? at : Number(at),
    level,
  }));
  return {
    kind: draft.kind,
    danger: draft.danger === 'danger',
    typeCode: draft.typeCode,
    districtCode: draft.districtCode,
    time: timeFrom ? { from: timeFrom, to: timeTo } : null,
    withinSeconds: Number(amount) * UNIT_SECONDS[unit],
    calendar: draft.calendar,
    warnPercents: percentsIn(draft.warnPercents),
    ladder,
    validFrom: draft.validFrom
      ? Temporal.Instant.from(`${draft.validFrom}+08:00`).toString()
      : undefined,
    recompute: draft.recompute,
  };
}
