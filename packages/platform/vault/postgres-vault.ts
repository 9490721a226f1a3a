import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../access/actor.ts';
import type { Secrets } from '../config/config.ts';
import { askTogether } from '../database/ask-together.ts';
import type { Reader, Tx } from '../database/client.ts';
import { listOf } from '../database/list-of.ts';
import { Conflict, Invalid, NotFound } from '../errors/app-error.ts';
import { newId } from '../ids/new-id.ts';
import { mask } from './domain/mask.ts';
import { toE164 } from './domain/phone-number.ts';
import { blindIndex, decrypt, deriveKey, encrypt, freshKey } from './envelope.ts';
import { vaultAccess, vaultCitizen, vaultField, vaultPhone } from './tables.ts';
import type { PersonalData, PersonalField, Vault } from './vault.ts';

/** Which master key wraps new keys; rows carry the version that wrapped theirs. */
const MASTER_KEY_VERSION = 1;
const FREE_TEXT = 'free-text';

/** The vault on PostgreSQL: the database sees only ciphertext and keyed hashes. */
export class PostgresVault implements Vault {
  readonly #masterKey: Buffer;
  readonly #indexKey: Buffer;
  readonly #keys = new WeakMap<Tx, Map<string, Promise<Buffer>>>();

  constructor(secrets: Pick<Secrets, 'vaultMasterKey' | 'blindIndexKey'>) {
    this.#masterKey = deriveKey(secrets.vaultMasterKey, '1999 vault master key');
    this.#indexKey = deriveKey(secrets.blindIndexKey, '1999 vault phone index');
  }

  /** @throws Invalid when `phone` is no phone number. */
  async citizenByPhone(tx: Tx, phone: string, now: Temporal.Instant): Promise<string> {
    const e164 = normalised(phone);
    const phoneIndex = blindIndex(this.#indexKey, e164);
    for (;;) {
      const known = await tx
        .select({ citizenId: vaultPhone.citizenId })
        .from(vaultPhone)
        .where(eq(vaultPhone.phoneIndex, phoneIndex));
      if (known[0]) return known[0].citizenId;
      const id = newId();
      if (await this.#claimPhone(tx, { id, phoneIndex, e164, now })) return id;
    }
  }

  /** Whoever claims the number first makes the citizen; the other waits here, then finds it. */
  async #claimPhone(
    tx: Tx,
    claim: { id: string; phoneIndex: Buffer; e164: string; now: Temporal.Instant },
  ): Promise<boolean> {
    const { id, phoneIndex, e164, now } = claim;
    const { key, wrappedKey } = this.#newKey(id);
    const sealed = sealField(key, id, 'phone', e164);
    const at = sql`${now.toString()}::timestamptz`;
    const claimed = await tx.execute(sql`
      with claimed as (
        insert into vault_phone (phone_index, citizen_id)
        values (${hex(phoneIndex)}, ${id}) on conflict do nothing returning citizen_id),
      citizen as (
        insert into vault_citizen (id, wrapped_key, key_version, created_at)
        select citizen_id, ${hex(wrappedKey)}, ${MASTER_KEY_VERSION}::integer, ${at} from claimed),
      field as (
        insert into vault_field (citizen_id, field, sealed, updated_at)
        select citizen_id, 'phone', ${hex(sealed)}, ${at} from claimed)
      select from claimed`);
    return claimed.length > 0;
  }

  async newCitizen(tx: Tx, now: Temporal.Instant): Promise<string> {
    const id = newId();
    await this.#insertCitizen(tx, id, now);
    return id;
  }

  /** @throws NotFound, Conflict when erased, Invalid when `data.phone` is no phone number. */
  async put(tx: Tx, citizenId: string, data: PersonalData, now: Temporal.Instant): Promise<void> {
    const [citizen] = await tx
      .select()
      .from(vaultCitizen)
      .where(eq(vaultCitizen.id, citizenId))
      .for('no key update');
    const key = this.#liveKey(citizen);
    for (const [field, given] of Object.entries(data) as [PersonalField, string | null][]) {
      if (given === undefined) continue;
      const clear = field === 'phone' && given !== null ? normalised(given) : given;
      if (field === 'phone') await this.#reindex(tx, citizenId, clear);
      if (clear === null) await dropField(tx, citizenId, field);
      else await saveField(tx, citizenId, field, sealField(key, citizenId, field, clear), now);
    }
  }

  async read<F extends PersonalField>(
    tx: Tx,
    citizenId: string,
    fields: readonly F[],
    access: { readonly actor: Actor; readonly purpose: string; readonly now: Temporal.Instant },
  ): Promise<Record<F, string | null>> {
    const { actor, purpose, now } = access;
    const clear = await this.#open(tx, citizenId, fields);
    await tx.insert(vaultAccess).values({
      citizenId,
      actorKind: actor.kind === 'user' ? actor.role : actor.kind,
      actorId: actor.id,
      fields: [...fields],
      purpose,
      at: now,
    });
    return clear;
  }

  async masked(tx: Reader, citizenId: string): Promise<Record<PersonalField, string | null>> {
    const clear = await this.#open(tx, citizenId, ['name', 'phone', 'email', 'address'] as const);
    for (const field of Object.keys(clear) as PersonalField[]) {
      const value = clear[field];
      clear[field] = value === null ? null : mask[field](value);
    }
    return clear;
  }

  /** @throws NotFound, Conflict when erased. */
  async seal(tx: Tx, citizenId: string, clear: string): Promise<Buffer> {
    return sealField(await this.#keyWithin(tx, citizenId), citizenId, FREE_TEXT, clear);
  }

  async unseal(tx: Reader, citizenId: string, sealed: Buffer): Promise<string | null> {
    const citizen = await findCitizen(tx, citizenId);
    if (!citizen?.wrappedKey) return null;
    return openField(this.#liveKey(citizen), citizenId, FREE_TEXT, sealed);
  }

  /** @throws NotFound. Erasing twice is erasing once. */
  async erase(tx: Tx, citizenId: string, now: Temporal.Instant): Promise<void> {
    const [citizen] = await tx
      .select()
      .from(vaultCitizen)
      .where(eq(vaultCitizen.id, citizenId))
      .for('update');
    if (!citizen) throw new NotFound();
    if (citizen.erasedAt) return;
    this.#keys.get(tx)?.delete(citizenId);
    await tx.delete(vaultPhone).where(eq(vaultPhone.citizenId, citizenId));
    await tx.delete(vaultField).where(eq(vaultField.citizenId, citizenId));
    await tx
      .update(vaultCitizen)
      .set({ wrappedKey: null, erasedAt: now })
      .where(eq(vaultCitizen.id, citizenId));
  }

  async #insertCitizen(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
    const { wrappedKey } = this.#newKey(id);
    await tx
      .insert(vaultCitizen)
      .values({ id, wrappedKey, keyVersion: MASTER_KEY_VERSION, createdAt: now });
  }

  #newKey(id: string): { key: Buffer; wrappedKey: Buffer } {
    const key = freshKey();
    return { key, wrappedKey: encrypt(this.#masterKey, key, wrapContext(id, MASTER_KEY_VERSION)) };
  }

  /** The key as this transaction found it first; nothing of it outlives the transaction. */
  #keyWithin(tx: Tx, citizenId: string): Promise<Buffer> {
    const known = this.#keys.get(tx) ?? new Map<string, Promise<Buffer>>();
    this.#keys.set(tx, known);
    const key =
      known.get(citizenId) ?? findCitizen(tx, citizenId).then((found) => this.#liveKey(found));
    known.set(citizenId, key);
    return key;
  }

  #liveKey(citizen: typeof vaultCitizen.$inferSelect | undefined): Buffer {
    if (!citizen) throw new NotFound();
    if (!citizen.wrappedKey) throw new Conflict('citizen_erased', 'This person was erased.');
    const context = wrapContext(citizen.id, citizen.keyVersion);
    return decrypt(this.#masterKey, citizen.wrappedKey, context);
  }

  async #open<F extends PersonalField>(
    tx: Reader,
    citizenId: string,
    fields: readonly F[],
  ): Promise<Record<F, string | null>> {
    const clear = Object.fromEntries(fields.map((f) => [f, null])) as Record<F, string | null>;
    const citizen = await findCitizen(tx, citizenId);
    if (!citizen) throw new NotFound();
    if (!citizen.wrappedKey) return clear;
    const rows = await askTogether(tx, citizenId, fieldsOf);
    const key = this.#liveKey(citizen);
    for (const { field, sealed } of rows)
      if (field in clear) clear[field as F] = openField(key, citizenId, field, sealed);
    return clear;
  }

  /** Points the number at this citizen. A number somebody else holds stays theirs to be found by. */
  async #reindex(tx: Tx, citizenId: string, e164: string | null): Promise<void> {
    await tx.delete(vaultPhone).where(eq(vaultPhone.citizenId, citizenId));
    if (e164 === null) return;
    const phoneIndex = blindIndex(this.#indexKey, e164);
    await tx.insert(vaultPhone).values({ phoneIndex, citizenId }).onConflictDoNothing();
  }
}

function normalised(phone: string): string {
  const e164 = toE164(phone);
  if (!e164) throw new Invalid('phone_invalid', 'This is not a phone number.', 'phone');
  return e164;
}

function wrapContext(citizenId: string, keyVersion: number): string {
  return `key:${keyVersion}:${citizenId}`;
}

/** Bytes as a statement written by hand passes them. */
function hex(bytes: Buffer): SQL {
  return sql`decode(${bytes.toString('hex')}, 'hex')`;
}

function sealField(key: Buffer, citizenId: string, field: string, clear: string): Buffer {
  return encrypt(key, Buffer.from(clear), `${citizenId}:${field}`);
}

function openField(key: Buffer, citizenId: string, field: string, sealed: Buffer): string {
  return decrypt(key, sealed, `${citizenId}:${field}`).toString();
}

/** A citizen's row; a list of many persons asks for all of theirs by one statement. */
function findCitizen(tx: Reader, citizenId: string) {
  return askTogether(tx, citizenId, findCitizens);
}

async function findCitizens(reader: Reader, ids: readonly string[]) {
  const rows = await reader
    .select()
    .from(vaultCitizen)
    .where(sql`${vaultCitizen.id} = any(${listOf('uuid', [...new Set(ids)])})`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
}

async function fieldsOf(reader: Reader, ids: readonly string[]) {
  const rows = await reader
    .select()
    .from(vaultField)
    .where(sql`${vaultField.citizenId} = any(${listOf('uuid', [...new Set(ids)])})`);
  const byCitizen = Map.groupBy(rows, ({ citizenId }) => citizenId);
  return ids.map((id) => byCitizen.get(id) ?? []);
}

async function saveField(
  tx: Tx,
  citizenId: string,
  field: PersonalField,
  sealed: Buffer,
  updatedAt: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(vaultField)
    .values({ citizenId, field, sealed, updatedAt })
    .onConflictDoUpdate({
      target: [vaultField.citizenId, vaultField.field],
      set: { sealed, updatedAt },
    });
}

async function dropField(tx: Tx, citizenId: string, field: PersonalField): Promise<void> {
  await tx
    .delete(vaultField)
    .where(and(eq(vaultField.citizenId, citizenId), eq(vaultField.field, field)));
}
