import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { CitizenView, ContactChannel } from './contract/citizen.ts';
import { MatterAnswers, Place } from './contract/matter.ts';

export * from './contract/citizen.ts';
export * from './contract/draft.ts';
export * from './contract/linked-case.ts';
export * from './contract/matter.ts';
export * from './contract/place-mark.ts';
export * from './contract/script.ts';

export const CaseState = z.enum(['open', 'closed']);
export type CaseState = z.infer<typeof CaseState>;

/** Why a case was closed, as a code: `orderClosed`, `answered`, … */
export const ClosingGround = z.string().regex(/^[a-z][a-zA-Z]{1,39}$/);

/** Such as A-TB-2026-00042. */
export const CaseNumber = z
  .string()
  .trim()
  .toUpperCase()
  .max(30)
  .regex(/^A-TB-\d{4}-\d{5,}$/, 'looks like A-TB-2026-00042');

/** What an agent records of one matter: type → place → description. */
export const OpenCaseBody = z.strictObject({
  contactId: Id,
  typeCode: z.string().max(40),
  place: Place,
  description: text(4000),
  answers: MatterAnswers.default({}),
});
export type OpenCaseBody = z.infer<typeof OpenCaseBody>;

export const OpenedCase = z.strictObject({ caseId: Id, number: z.string(), matterId: Id });

export const MatterView = z.strictObject({
  id: Id,
  typeCode: z.string(),
  typeZh: z.string(),
  typeEn: z.string(),
  danger: z.boolean(),
  agencyCode: z.string(),
  district: z.string(),
  districtZh: z.string(),
  districtEn: z.string(),
  village: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  /** Null once the citizen is erased; so are the next three. */
  address: z.string().nullable(),
  landmark: z.string().nullable(),
  description: z.string().nullable(),
  answers: MatterAnswers.nullable(),
});
export type MatterView = z.infer<typeof MatterView>;

export const AttachmentView = z.strictObject({
  id: Id,
  source: z.enum(['citizen', 'agent', 'agency']),
  width: z.number().int(),
  height: z.number().int(),
  size: z.number().int(),
  takenAt: InstantText.nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  addedAt: InstantText,
});
export type AttachmentView = z.infer<typeof AttachmentView>;

/** A case as agents, supervisors and, through their orders, agencies see it. */
export const CaseView = z.strictObject({
  id: Id,
  number: z.string(),
  state: CaseState,
  channel: ContactChannel,
  contactId: Id,
  citizen: CitizenView,
  openedAt: InstantText,
  closedAt: InstantText.nullable(),
  closedGround: z.string().nullable(),
  satisfaction: z.number().int().nullable(),
  /** The six digits the citizen tracks the case with; agencies do not see them. */
  trackingCode: z.string().nullable(),
  matters: z.array(MatterView),
  attachments: z.array(AttachmentView),
});
export type CaseView = z.infer<typeof CaseView>;

/** One step of a case's history, from the journal. */
export const HistoryEntry = z.strictObject({
  id: Id,
  type: z.string(),
  subjectType: z.string(),
  subjectId: Id,
  payload: z.record(z.string(), z.unknown()),
  actor: z.strictObject({
    kind: z.string(),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  at: InstantText,
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const TrackBody = z.strictObject({
  number: CaseNumber,
  code: z.string().regex(/^\d{6}$/, 'six digits'),
});

/** What a citizen may know of the case. */
export const PublicStatus = z.strictObject({
  caseId: Id,
  number: z.string(),
  state: CaseState,
  typeZh: z.string(),
  typeEn: z.string(),
  danger: z.boolean(),
  districtZh: z.string(),
  districtEn: z.string(),
  openedAt: InstantText,
  closedAt: InstantText.nullable(),
  steps: z.array(
    z.strictObject({
      step: z.enum([
        'received',
        'dispatched',
        'acknowledged',
        'onSite',
        'reported',
        'handedOff',
        'returned',
        'closed',
      ]),
      at: InstantText,
      agencyZh: z.string().nullable(),
      agencyEn: z.string().nullable(),
    }),
  ),
});
export type PublicStatus = z.infer<typeof PublicStatus>;

/** Answer of `POST /api/track`: the status, and a token that keeps it open for an hour. */
export const Tracked = PublicStatus.extend({ token: z.string() });

/** Payloads of this room's journal events. */
export const CaseOpened = z.object({
  contactId: Id,
  number: z.string(),
  matterId: Id,
  typeCode: z.string(),
  danger: z.boolean(),
  district: z.string(),
});
export const CaseClosed = z.object({ ground: ClosingGround });
export const CaseSatisfactionRecorded = z.object({ score: z.number().int().min(1).max(5) });
