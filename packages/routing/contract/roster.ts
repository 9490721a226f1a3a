import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** A stretch of time; `from` belongs to it, `to` does not. */
export const Stretch = z.strictObject({ from: InstantText, to: InstantText });
export type Stretch = z.infer<typeof Stretch>;

/** `POST /api/roster/shifts`, and `PUT /api/roster/shifts/:shiftId`. */
export const ShiftBody = z.strictObject({
  agentId: Id,
  startsAt: InstantText,
  endsAt: InstantText,
  breaks: z.array(Stretch).max(8).default([]),
  /** Needed where a rule of rest forbids the shift: what makes it necessary. */
  overrideReason: text(300).optional(),
});
export type ShiftBody = z.infer<typeof ShiftBody>;

export const Shift = z.object({
  id: Id,
  agentId: Id,
  startsAt: InstantText,
  endsAt: InstantText,
  breaks: z.array(Stretch),
  overrideReason: z.string().nullable(),
});
export type Shift = z.infer<typeof Shift>;

export const LeaveKind = z.enum(['annual', 'sick', 'personal', 'official', 'other']);
export type LeaveKind = z.infer<typeof LeaveKind>;

/** `POST /api/roster/leaves`. */
export const LeaveBody = z.strictObject({
  agentId: Id,
  kind: LeaveKind,
  startsAt: InstantText,
  endsAt: InstantText,
});
export const Leave = LeaveBody.extend({ id: Id });
export type Leave = z.infer<typeof Leave>;

/** The rules of rest, by the article of 勞動基準法 each comes from. */
export const restRules = {
  overlap: { severity: 'forbidden', article: null },
  breakOutside: { severity: 'forbidden', article: null },
  onLeave: { severity: 'forbidden', article: null },
  /** No more than four hours of work without thirty minutes of rest. */
  breakEachFourHours: { severity: 'forbidden', article: '35' },
  /** Eleven hours between two shifts. */
  elevenHoursBetween: { severity: 'forbidden', article: '34' },
  /** With overtime no more than twelve hours a day. */
  twelveHoursADay: { severity: 'forbidden', article: '32' },
  /** In seven days one is free. */
  oneDayInSeven: { severity: 'forbidden', article: '36' },
  /** A second day of the week is free, or is overtime. */
  twoDaysAWeek: { severity: 'warning', article: '36' },
  /** What goes beyond eight hours is overtime. */
  eightHoursADay: { severity: 'warning', article: '30' },
} as const;
export const RestRule = z.enum(Object.keys(restRules) as [keyof typeof restRules]);
export type RestRule = keyof typeof restRules;

/** A rule that a shift does not keep: what was found, and what the rule allows. */
export const RestFinding = z.object({
  rule: z.custom<RestRule>((value) => typeof value === 'string' && value in restRules),
  severity: z.enum(['forbidden', 'warning']),
  agentId: Id,
  shiftId: Id,
  /** Where in time it lies. */
  at: InstantText,
  /** In minutes, or in days for the rules about days; null where nothing is counted. */
  found: z.number().nullable(),
  allowed: z.number().nullable(),
});
export type RestFinding = z.infer<typeof RestFinding>;

export const RosterQuery = z.strictObject({ from: InstantText, to: InstantText });
export const RosterAgent = z.object({ id: Id, name: z.string() });

/** `GET /api/roster`: whoever is on it between two moments, and what does not keep the rules. */
export const Roster = z.object({
  agents: z.array(RosterAgent),
  shifts: z.array(Shift),
  leaves: z.array(Leave),
  findings: z.array(RestFinding),
});
export type Roster = z.infer<typeof Roster>;

export const SavedShift = z.object({ shift: Shift, findings: z.array(RestFinding) });
export const ShiftPreview = z.object({ findings: z.array(RestFinding) });

/** `GET /api/roster/me`: my shifts and leave from today on. */
export const MyRoster = z.object({ shifts: z.array(Shift), leaves: z.array(Leave) });
export type MyRoster = z.infer<typeof MyRoster>;

/** `POST /api/handover-notes`. */
export const HandoverBody = z.strictObject({
  words: text(2000),
  urgent: z.boolean().default(false),
  /** How long it concerns those who come after. */
  hours: z.int().min(1).max(168).default(24),
});

/** A note from one shift to the next. */
export const HandoverNote = z.object({
  id: Id,
  author: z.string(),
  words: z.string(),
  urgent: z.boolean(),
  writtenAt: InstantText,
  endsAt: InstantText,
  mine: z.boolean(),
  acknowledged: z.boolean(),
  acknowledgedBy: z.array(z.string()),
});
export type HandoverNote = z.infer<typeof HandoverNote>;
