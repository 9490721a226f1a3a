import type { Actor } from '../access/actor.ts';
import type { Reader, Tx } from '../database/client.ts';

/** What the vault keeps of a person. Absent fields stay as they are; null clears one. */
export interface PersonalData {
  readonly name?: string | null;
  /** E.164, for example +886912345678. */
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
}

export type PersonalField = keyof PersonalData;

/**
 * The only place where personal data is in the clear. Everything a person can be told by is
 * encrypted under a key of that person's own, itself wrapped by the master key; look-up by phone
 * goes by a keyed blind index. Erasing the key erases the person, in backups as well.
 */
export interface Vault {
  /** Finds the citizen with this phone, or makes one; returns the citizen's id. Safe in a race. */
  citizenByPhone(tx: Tx, phone: string, now: Temporal.Instant): Promise<string>;
  /** A citizen about whom nothing is known yet. */
  newCitizen(tx: Tx, now: Temporal.Instant): Promise<string>;
  /** Keeps personal data of a citizen. @throws when the citizen is erased or absent. */
  put(tx: Tx, citizenId: string, data: PersonalData, now: Temporal.Instant): Promise<void>;
  /** Reads fields in the clear and notes who read what, and for which purpose. */
  read<F extends PersonalField>(
    tx: Tx,
    citizenId: string,
    fields: readonly F[],
    access: { readonly actor: Actor; readonly purpose: string; readonly now: Temporal.Instant },
  ): Promise<Record<F, string | null>>;
  /** Fields as a screen may always show them: 王○明, 09**-***-678. Not noted as an access. */
  masked(tx: Reader, citizenId: string): Promise<Record<PersonalField, string | null>>;
  /** Encrypts free text (a description, a note) under the citizen's key, for a row of a room. */
  seal(tx: Tx, citizenId: string, clear: string): Promise<Buffer>;
  /** The free text again; null once the citizen is erased. */
  unseal(tx: Reader, citizenId: string, sealed: Buffer): Promise<string | null>;
  /** Destroys the citizen's key, fields and blind index, for ever. Counts and chain stay whole. */
  erase(tx: Tx, citizenId: string, now: Temporal.Instant): Promise<void>;
}
