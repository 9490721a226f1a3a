import { bigint, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../database/instant.ts';

export const vaultCitizen = pgTable('vault_citizen', {
  id: uuid().primaryKey(),
  wrappedKey: bytes('wrapped_key'),
  keyVersion: smallint('key_version').notNull(),
  createdAt: instant('created_at').notNull(),
  erasedAt: instant('erased_at'),
});

export const vaultField = pgTable('vault_field', {
  citizenId: uuid('citizen_id').notNull(),
  field: text({ enum: ['name', 'phone', 'email', 'address'] }).notNull(),
  sealed: bytes().notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const vaultPhone = pgTable('vault_phone', {
  phoneIndex: bytes('phone_index').primaryKey(),
  citizenId: uuid('citizen_id').notNull(),
});

export const vaultAccess = pgTable('vault_access', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  citizenId: uuid('citizen_id').notNull(),
  actorKind: text('actor_kind').notNull(),
  actorId: text('actor_id'),
  fields: text().array().notNull(),
  purpose: text().notNull(),
  at: instant().notNull(),
});
