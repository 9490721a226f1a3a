import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** The promises of an order, each a clock of its own: 受理, 到場, 處理, 回報, 回覆民眾; the RDEC's own, 裁定;
 * and that of an order turned into a petition, 陳情. */
export const ClockKind = z.enum([
  'acknowledge',
  'arrive',
  'handle',
  'reportBack',
  'reply',
  'ruling',
  'petition',
]);
export type ClockKind = z.infer<typeof ClockKind>;

/** The clocks that may be paused or extended; that somebody takes the order on never waits. */
export const MovableClock = ClockKind.exclude(['acknowledge', 'ruling']);
export type MovableClock = z.infer<typeof MovableClock>;

/**
 * A clock as it stands at a moment; `breached` also while no sweep has recorded it yet. `merged`:
 * the order is a duplicate, and its parent's clocks stand for it.
 */
export const ClockState = z.enum([
  'running',
  'warned',
  'paused',
  'merged',
  'breached',
  'met',
  'metLate',
  'stopped',
]);
export type ClockState = z.infer<typeof ClockState>;

export const EscalationLevel = z.enum(['unit', 'chief', 'bureau', 'rdec']);
export type EscalationLevel = z.infer<typeof EscalationLevel>;

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
  /** 1, and one more for each time the order was reopened. */
  cycle: z.number().int().optional(),
  /** By rule and calendar alone; differs from `dueAt` after an extension or a merge. */
  originalDueAt: InstantText.optional(),
  /** The last target a supervisor approved; a breach stands beside it. */
  approvedDueAt: InstantText.nullish(),
  pausedAt: InstantText.nullish(),
});
export type ClockView = z.infer<typeof ClockView>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const DayEnd = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM up to 24:00');

/** Who is told when: at a warning percentage, or at the breach; `above`: one above the last told. */
export const LadderStep = z.strictObject({
  at: z.union([z.literal('breach'), z.number().int().min(1).max(99)]),
  level: z.union([z.literal('above'), EscalationLevel]),
});
export type LadderStep = z.infer<typeof LadderStep>;
export const DEFAULT_LADDER: LadderStep[] = [{ at: 'breach', level: 'above' }];

const CalendarCode = z.string().regex(/^[a-z][a-zA-Z0-9-]{1,39}$/);

/** `POST /api/dispatch/policies`: a new version of the rule for what it names. */
export const AmendPolicyBody = z
  .strictObject({
    kind: ClockKind,
    danger: z.boolean(),
    typeCode: z.string().min(1).max(40).nullable().default(null),
    districtCode: z.string().min(1).max(20).nullable().default(null),
    /** Taipei time of day; from after to runs over midnight. */
    time: z.strictObject({ from: TimeOfDay, to: TimeOfDay }).nullable().default(null),
    withinSeconds: z.number().int().min(1).max(31_536_000),
    calendar: CalendarCode.default('always'),
    warnPercents: z.array(z.number().int().min(1).max(99)).max(10).default([50, 75, 90]),
    ladder: z.array(LadderStep).max(10).default(DEFAULT_LADDER),
    assumed: z.boolean().default(false),
    /** Now, when absent. */
    validFrom: InstantText.optional(),
    /** Also for the orders that are open now. */
    recompute: z.boolean().default(false),
  })
  .refine(({ time }) => time === null || time.from !== time.to, {
    message: 'from and to differ',
    path: ['time'],
  })
  .refine(
    ({ ladder, warnPercents }) =>
      ladder.every(({ at }) => at === 'breach' || warnPercents.includes(at)),
    { message: 'a step stands at a warning percentage or at the breach', path: ['ladder'] },
  );

export const PolicyView = z.object({
  id: Id,
  kind: ClockKind,
  danger: z.boolean(),
  typeCode: z.string().nullable(),
  districtCode: z.string().nullable(),
  time: z.object({ from: z.string(), to: z.string() }).nullable(),
  version: z.number().int(),
  withinSeconds: z.number().int(),
  calendar: z.string(),
  warnPercents: z.array(z.number().int()),
  ladder: z.array(LadderStep),
  assumed: z.boolean(),
  validFrom: InstantText,
  /** Whether it is the version in force now. */
  current: z.boolean(),
});
export type PolicyView = z.infer<typeof PolicyView>;

const DayWindows = z
  .array(z.strictObject({ from: TimeOfDay, to: DayEnd }))
  .max(12)
  .refine(
    (windows) =>
      windows.every(
        ({ from, to }, i) => from < to && (i === 0 || (windows[i - 1]?.to ?? '') <= from),
      ),
    { message: 'windows must follow each other' },
  );
const Weekday = z.enum(['1', '2', '3', '4', '5', '6', '7']);

/** `POST /api/dispatch/calendars`: a whole new version; Monday is 1. */
export const PublishCalendarBody = z
  .strictObject({
    code: CalendarCode.refine((code) => code !== 'always', {
      message: 'that one has no hours',
    }).default('working'),
    /** The version it was made from, so that nobody overwrites another's; 0 for a new calendar. */
    basedOn: z.number().int().min(0),
    week: z.record(Weekday, DayWindows),
    dates: z
      .record(z.iso.date(), z.strictObject({ name: text(60), windows: DayWindows }))
      .refine((dates) => Object.keys(dates).length <= 2000, { message: 'at most 2000 dates' }),
  })
  .refine(({ week }) => Object.values(week).some((windows) => windows.length > 0), {
    message: 'some day must be worked',
    path: ['week'],
  });

export const CalendarView = z.object({
  code: z.string(),
  version: z.number().int(),
  publishedAt: InstantText,
  week: z.record(z.string(), z.array(z.object({ from: z.string(), to: z.string() }))),
  dates: z.record(
    z.string(),
    z.object({
      name: z.string(),
      windows: z.array(z.object({ from: z.string(), to: z.string() })),
    }),
  ),
  /** Clocks that run on it now. */
  openClocks: z.number().int(),
});
export type CalendarView = z.infer<typeof CalendarView>;
/** What a rule or a calendar would change of the clocks that run now. */
export const RulePreview = z.object({
  openClocks: z.number().int(),
  earlier: z.number().int(),
  later: z.number().int(),
});
export type RulePreview = z.infer<typeof RulePreview>;

const KindsMoved = z.array(MovableClock).min(1).max(4);

/** `POST /api/orders/:id/pauses`; by default the agency's clocks, not the reply to the citizen. */
export const PauseOrderBody = z.strictObject({
  reason: text(1000),
  kinds: KindsMoved.default(['arrive', 'handle', 'reportBack']),
});
/** `POST /api/orders/:id/resume`: one pause, or all that last. */
export const ResumeOrderBody = z.strictObject({ pauseId: Id.optional() });
/** `POST /api/orders/:id/extension`, by the agency. */
export const AskExtensionBody = z.strictObject({
  reason: text(1000),
  until: InstantText,
  kinds: KindsMoved.default(['handle', 'reportBack']),
});
/** `POST /api/orders/:id/extension/decision`; granted until the wanted time unless another is given. */
export const DecideExtensionBody = z.strictObject({
  decision: z.enum(['granted', 'refused']),
  reason: text(1000),
  until: InstantText.optional(),
});
/** `POST /api/orders/:id/attach`: the order it is a duplicate of. */
export const AttachOrderBody = z.strictObject({ parentId: Id });

export const PauseView = z.object({
  id: Id,
  kinds: z.array(ClockKind),
  reason: z.string().nullable(),
  approverId: Id,
  from: InstantText,
  to: InstantText.nullable(),
});
export const ExtensionView = z.object({
  id: Id,
  cycle: z.number().int(),
  kinds: z.array(ClockKind),
  reason: z.string().nullable(),
  askedAt: InstantText,
  until: InstantText,
  decision: z.enum(['granted', 'refused']).nullable(),
  decisionReason: z.string().nullable(),
  decidedAt: InstantText.nullable(),
  grantedUntil: InstantText.nullable(),
});
export const ReopeningView = z.object({
  cycle: z.number().int(),
  reason: z.string().nullable(),
  approverId: Id,
  at: InstantText,
});
