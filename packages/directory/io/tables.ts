import { bytes, instant } from '@1999/platform';
import { boolean, integer, pgTable, smallint, text, time, uuid } from 'drizzle-orm/pg-core';

export const agency = pgTable('agency', {
  id: uuid().primaryKey(),
  code: text().notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  kind: text({ enum: ['bureau', 'utility', 'district', 'oversight'] }).notNull(),
  active: boolean().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const appUser = pgTable('app_user', {
  id: uuid().primaryKey(),
  username: text().notNull(),
  displayName: text('display_name').notNull(),
  role: text({ enum: ['agent', 'supervisor', 'agency', 'admin', 'inspector'] }).notNull(),
  agencyId: uuid('agency_id'),
  locale: text({ enum: ['zh-Hant-TW', 'en'] }).notNull(),
  passwordHash: text('password_hash').notNull(),
  demo: boolean().notNull(),
  disabledAt: instant('disabled_at'),
  createdAt: instant('created_at').notNull(),
});

export const skill = pgTable('skill', {
  code: text().primaryKey(),
  kind: text({ enum: ['topic', 'language'] }).notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
});

export const userSkill = pgTable('user_skill', {
  userId: uuid('user_id').notNull(),
  skillCode: text('skill_code').notNull(),
  level: smallint().notNull().default(3),
});

export const dutyContact = pgTable('duty_contact', {
  id: uuid().primaryKey(),
  agencyId: uuid('agency_id').notNull(),
  level: text({ enum: ['unit', 'chief', 'bureau', 'rdec'] }).notNull(),
  position: integer().notNull(),
  titleZh: text('title_zh').notNull(),
  titleEn: text('title_en').notNull(),
  personId: uuid('person_id').notNull(),
  nameSealed: bytes('name_sealed').notNull(),
  phoneSealed: bytes('phone_sealed').notNull(),
  dutyFrom: time('duty_from'),
  dutyTo: time('duty_to'),
  weekdays: smallint().array().notNull(),
  active: boolean().notNull(),
});

export const session = pgTable('session', {
  id: uuid().primaryKey(),
  userId: uuid('user_id').notNull(),
  startedAt: instant('started_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  revokedReason: text('revoked_reason', { enum: ['signed_out', 'token_reused', 'user_changed'] }),
});

export const refreshToken = pgTable('refresh_token', {
  tokenHash: bytes('token_hash').primaryKey(),
  sessionId: uuid('session_id').notNull(),
  issuedAt: instant('issued_at').notNull(),
  usedAt: instant('used_at'),
});

export const attemptGuard = pgTable('attempt_guard', {
  guardKey: bytes('guard_key').primaryKey(),
  failures: integer().notNull(),
  since: instant().notNull(),
  lockedUntil: instant('locked_until'),
});

/** One way an agency is told of orders of one level; see the migration for what goes with what. */
export const agencyChannel = pgTable('agency_channel', {
  id: uuid().primaryKey(),
  agencyId: uuid('agency_id').notNull(),
  level: text({ enum: ['normal', 'danger'] }).notNull(),
  channel: text({ enum: ['app', 'voice', 'sms', 'email', 'webhook', 'open311', 'push'] }).notNull(),
  keyId: uuid('key_id'),
  targetSealed: bytes('target_sealed'),
  secretSealed: bytes('secret_sealed'),
  active: boolean().notNull(),
  createdAt: instant('created_at').notNull(),
});

/** The telephone a signed-in person is reached by, sealed under a key of its own. */
export const userPhone = pgTable('user_phone', {
  userId: uuid('user_id').primaryKey(),
  keyId: uuid('key_id').notNull(),
  phoneSealed: bytes('phone_sealed').notNull(),
  setAt: instant('set_at').notNull(),
});
