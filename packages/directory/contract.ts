import { ChannelName } from '@1999/messaging/contract';
import { Id, Role, text } from '@1999/platform/contract';
import { z } from 'zod';

export const Locale = z.enum(['zh-Hant-TW', 'en']);
export type Locale = z.infer<typeof Locale>;

/** A first-level bureau, an outside utility, a district office, or the overseeing commission. */
export const AgencyKind = z.enum(['bureau', 'utility', 'district', 'oversight']);
export type AgencyKind = z.infer<typeof AgencyKind>;

export const AgencyCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export type AgencyCode = z.infer<typeof AgencyCode>;

export const Agency = z.strictObject({
  id: Id,
  code: AgencyCode,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: AgencyKind,
  active: z.boolean(),
});
export type Agency = z.infer<typeof Agency>;

/** Whom to ring, from the unit that works upwards; RDEC rules when nobody below answers. */
export const DutyLevel = z.enum(['unit', 'chief', 'bureau', 'rdec']);
export type DutyLevel = z.infer<typeof DutyLevel>;

/** A place on a duty roster, without the person's name or number. */
export const DutyContact = z.strictObject({
  id: Id,
  agencyId: Id,
  level: DutyLevel,
  position: z.number().int().positive(),
  titleZh: z.string(),
  titleEn: z.string(),
});
export type DutyContact = z.infer<typeof DutyContact>;

/** Orders that are a danger may go other ways than the rest. */
export const ChannelLevel = z.enum(['normal', 'danger']);
export type ChannelLevel = z.infer<typeof ChannelLevel>;

/** A way an agency is told. E-mail and systems have an address of their own. */
export const AgencyChannel = z.strictObject({
  id: Id,
  level: ChannelLevel,
  channel: ChannelName,
  target: z.string().nullable(),
});
export type AgencyChannel = z.infer<typeof AgencyChannel>;

/** `POST /api/agencies/:id/channels`. A web hook's secret is made for it; Open311 takes its key. */
export const AddAgencyChannelBody = z.discriminatedUnion('channel', [
  z.strictObject({ level: ChannelLevel, channel: z.enum(['app', 'voice', 'sms', 'push']) }),
  z.strictObject({ level: ChannelLevel, channel: z.literal('email'), target: z.email().max(200) }),
  z.strictObject({ level: ChannelLevel, channel: z.literal('webhook'), target: z.url().max(500) }),
  z.strictObject({
    level: ChannelLevel,
    channel: z.literal('open311'),
    target: z.url().max(500),
    secret: text(200).optional(),
  }),
]);

/** `PATCH /api/agencies/:id/channels/:channelId`; what is absent stays. Its channel stays. */
export const ChangeAgencyChannelBody = z.strictObject({
  level: ChannelLevel.optional(),
  /** Where there is one: an e-mail address, or the address of a system. */
  target: z.union([z.email().max(200), z.url().max(500)]).optional(),
});

/** Channels that can be tried without ringing anybody up or leaving a request in a system. */
export const TESTABLE_CHANNELS = ['sms', 'email', 'webhook', 'push'] as const;

/** How an agency is told, and how many it has on duty now at each level. */
export const AgencyWays = z.strictObject({
  agencyId: Id,
  danger: z.array(ChannelName),
  normal: z.array(ChannelName),
  onDuty: z.strictObject({ unit: z.int(), chief: z.int(), bureau: z.int(), rdec: z.int() }),
});
export type AgencyWays = z.infer<typeof AgencyWays>;

/** The secret that signs a web hook is told once, here. */
export const AddedAgencyChannel = z.strictObject({ channelId: Id, secret: z.string().nullable() });

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Taipei wall time; an end before the beginning is on the next morning. */
export const DutyWindow = z
  .strictObject({ from: WallTime, to: WallTime })
  .refine(({ from, to }) => from !== to, { message: 'must not end as it begins', path: ['to'] });

const Weekdays = z.array(z.number().int().min(1).max(7)).min(1).max(7);
const Position = z.number().int().positive().max(99);

/** `POST /api/agencies/:id/roster`: a person on duty. */
export const AddDutyContactBody = z.strictObject({
  level: DutyLevel,
  position: Position,
  titleZh: text(60),
  titleEn: text(60),
  name: text(60),
  phone: text(30),
  /** Absent means day and night. */
  hours: DutyWindow.optional(),
  weekdays: Weekdays.optional(),
});

/** `PATCH /api/agencies/:id/roster/:contactId`; what is absent stays. */
export const ChangeDutyContactBody = AddDutyContactBody.partial().extend({
  /** Null: day and night. */
  hours: DutyWindow.nullable().optional(),
});

/** A person on duty as those see them who keep the roster: the number masked. */
export const DutyPerson = DutyContact.extend({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  hours: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  weekdays: z.array(z.number().int()),
  onDutyNow: z.boolean(),
});
export type DutyPerson = z.infer<typeof DutyPerson>;

/** What an agent can be asked for: topics of the menu, and languages. */
export const SkillCode = z.enum([
  'general',
  'danger',
  'roads',
  'water',
  'environment',
  'transport',
  'zh',
  'nan',
  'hak',
  'en',
  'vi',
  'th',
  'id',
]);
export type SkillCode = z.infer<typeof SkillCode>;

export const Skill = z.strictObject({
  code: SkillCode,
  kind: z.enum(['topic', 'language']),
  nameZh: z.string(),
  nameEn: z.string(),
});
export type Skill = z.infer<typeof Skill>;

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, 'use 2 to 64 of a–z, 0–9, dot, dash, underscore');

const TypedPassword = z
  .string()
  .min(1)
  .max(200)
  .refine((value) => !value.includes('\0') && value.isWellFormed(), {
    message: 'must not contain NUL or broken characters',
  });

/** A new password. It is taken as it is, so that it may begin or end with a space. */
export const Password = TypedPassword.min(8);

/** What a person types to sign in; anything readable, so that a wrong guess is just wrong. */
export const Credentials = z.strictObject({ username: text(64), password: TypedPassword });

/** The person signed in, as the screens need to know them. */
export const SessionUser = z.strictObject({
  id: Id,
  username: z.string(),
  name: z.string(),
  role: Role,
  agencyId: Id.nullable(),
  locale: Locale,
});
export type SessionUser = z.infer<typeof SessionUser>;

/** Answer of `POST /api/session` and `POST /api/session/refresh`. */
export const SessionAnswer = z.strictObject({
  accessToken: z.string(),
  expiresInMs: z.number().int().positive(),
  user: SessionUser,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** Answer of `GET /api/me`. */
export const Me = SessionUser.extend({
  agency: Agency.nullable(),
  skills: z.array(SkillCode),
});
export type Me = z.infer<typeof Me>;

/** `GET /api/me/phone`: the telephone the signed-in person is reached by, masked. */
export const OwnPhone = z.strictObject({ phone: z.string().nullable() });
export type OwnPhone = z.infer<typeof OwnPhone>;

/** `PUT /api/me/phone`. */
export const OwnPhoneBody = z.strictObject({ phone: text(30) });

/** A user as administrators and supervisors see them. */
export const UserView = SessionUser.extend({
  skills: z.array(SkillCode),
  disabled: z.boolean(),
});
export type UserView = z.infer<typeof UserView>;

/** What is absent stays as it is. An agency goes with the role `agency` and with no other. */
export const ChangeUserBody = z.strictObject({
  disabled: z.boolean().optional(),
  name: text(60).optional(),
  role: Role.optional(),
  agencyId: Id.nullable().optional(),
  locale: Locale.optional(),
  skills: z.array(SkillCode).max(20).optional(),
  password: Password.optional(),
});

/** How well a user has a skill: 1 a little, 3 as the work asks, 5 as an expert. */
export const LevelledSkill = z.strictObject({ code: SkillCode, level: z.int().min(1).max(5) });
export type LevelledSkill = z.infer<typeof LevelledSkill>;

/** `PUT /api/users/:id/skills`: all the skills the user has from now on. */
export const SetSkillsBody = z.strictObject({ skills: z.array(LevelledSkill).max(20) });

/** An agent with skills and levels, as supervisors keep them. */
export const AgentSkills = z.strictObject({
  userId: Id,
  name: z.string(),
  skills: z.array(LevelledSkill),
});
export type AgentSkills = z.infer<typeof AgentSkills>;

export const CreateUserBody = z.strictObject({
  username: Username,
  name: text(60),
  role: Role,
  agencyId: Id.nullable().default(null),
  locale: Locale.default('zh-Hant-TW'),
  password: Password,
  skills: z.array(SkillCode).max(20).default([]),
});

/** Answer of `GET /api/demo`: the accounts to try; empty outside demo mode. */
export const DemoAnswer = z.strictObject({
  demo: z.boolean(),
  accounts: z.array(
    z.strictObject({
      username: z.string(),
      password: z.string(),
      role: Role,
      name: z.string(),
      agencyCode: AgencyCode.nullable(),
    }),
  ),
});
export type DemoAnswer = z.infer<typeof DemoAnswer>;

/** Journal events of this room, and what their payloads hold. */
export const SessionStarted = z.object({ userId: Id });
export const SessionRevoked = z.object({
  userId: Id,
  reason: z.enum(['signed_out', 'token_reused', 'user_changed']),
});
export type RevokeReason = z.infer<typeof SessionRevoked>['reason'];
