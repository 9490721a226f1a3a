import { bytes, instant } from '@1999/platform';
import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ContactChannel, MatterQuestion } from '../contract.ts';

export const district = pgTable('district', {
  code: text().primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  lat: doublePrecision().notNull(),
  lng: doublePrecision().notNull(),
});

export const matterType = pgTable('matter_type', {
  code: text().primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  danger: boolean().notNull(),
  agencyCode: text('agency_code').notNull(),
  questions: jsonb().$type<MatterQuestion[]>().notNull(),
  position: integer().notNull(),
  active: boolean().notNull().default(true),
});

export const contact = pgTable('contact', {
  id: uuid().primaryKey(),
  channel: text().$type<ContactChannel>().notNull(),
  citizenId: uuid('citizen_id').notNull(),
  refType: text('ref_type'),
  refId: uuid('ref_id'),
  openedAt: instant('opened_at').notNull(),
});

/** Cases that were there before, and that a later approach was about as well. */
export const contactCase = pgTable('contact_case', {
  contactId: uuid('contact_id').notNull(),
  caseId: uuid('case_id').notNull(),
  linkedBy: uuid('linked_by').notNull(),
  linkedAt: instant('linked_at').notNull(),
});

export const caseFile = pgTable('case_file', {
  id: uuid().primaryKey(),
  number: text().notNull(),
  contactId: uuid('contact_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  state: text({ enum: ['open', 'closed'] }).notNull(),
  trackingHash: bytes('tracking_hash').notNull(),
  trackingCodeSealed: bytes('tracking_code_sealed').notNull(),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by'),
  closedAt: instant('closed_at'),
  closedGround: text('closed_ground'),
  satisfaction: smallint(),
});

export const matter = pgTable('matter', {
  id: uuid().primaryKey(),
  caseId: uuid('case_id').notNull(),
  typeCode: text('type_code').notNull(),
  districtCode: text('district_code').notNull(),
  village: text(),
  lat: doublePrecision(),
  lng: doublePrecision(),
  placeSealed: bytes('place_sealed').notNull(),
  descriptionSealed: bytes('description_sealed').notNull(),
  answersSealed: bytes('answers_sealed'),
  openedAt: instant('opened_at').notNull(),
});

export const caseReader = pgTable('case_reader', {
  caseId: uuid('case_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  grantedAt: instant('granted_at').notNull(),
});

export const draft = pgTable('draft', {
  agentId: uuid('agent_id').notNull(),
  refId: uuid('ref_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  sealed: bytes().notNull(),
  savedAt: instant('saved_at').notNull(),
});

export const attachment = pgTable('attachment', {
  id: uuid().primaryKey(),
  caseId: uuid('case_id').notNull(),
  source: text({ enum: ['citizen', 'agent', 'agency'] }).notNull(),
  agencyId: uuid('agency_id'),
  addedBy: text('added_by'),
  mediaType: text('media_type').notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  size: integer().notNull(),
  sha256: bytes().notNull(),
  takenAt: instant('taken_at'),
  lat: doublePrecision(),
  lng: doublePrecision(),
  addedAt: instant('added_at').notNull(),
});

export const attachmentBytes = pgTable('attachment_bytes', {
  attachmentId: uuid('attachment_id').primaryKey(),
  data: bytes().notNull(),
});
