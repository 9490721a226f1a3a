import type { Capability, Role } from '../contract.ts';

/** Who is acting: a signed-in person, a citizen holding a token, a phone carrier, or the system. */
export type Actor =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly role: Role;
      readonly agencyId: string | null;
      readonly sessionId: string;
    }
  | { readonly kind: 'capability'; readonly capability: Capability; readonly id: string }
  | { readonly kind: 'carrier'; readonly id: string }
  | { readonly kind: 'public'; readonly id: null }
  | { readonly kind: 'system'; readonly id: string };

/** How far a permission reaches: every object, or only the caller's own (agency's, or token's). */
export type Scope = 'any' | 'own';

/** A column of the access table: a role, `cap:` and a capability, `carrier`, or everybody. */
export type Grantee = Role | `cap:${Capability}` | 'carrier' | 'public';

/** One room's access rows: action → who may do it, and how far. Nothing else is allowed. */
export type AccessTable = Readonly<Record<string, Readonly<Partial<Record<Grantee, Scope>>>>>;

/** Whether somebody of the hotline's own house is acting: what concerns all of it is theirs to hear. */
export function isOfTheHouse(actor: Actor): boolean {
  return actor.kind === 'user' && house.has(actor.role);
}
const house: ReadonlySet<Role> = new Set<Role>(['agent', 'supervisor', 'admin']);

/** The column of the access table that an actor stands in. */
export function granteeOf(actor: Actor): Grantee | 'system' {
  switch (actor.kind) {
    case 'user':
      return actor.role;
    case 'capability':
      return `cap:${actor.capability}`;
    default:
      return actor.kind;
  }
}

/** How far `actor` may do `action`, or null when not at all. The system may do everything. */
export function scopeOf(table: AccessTable, action: string, actor: Actor): Scope | null {
  const grantee = granteeOf(actor);
  if (grantee === 'system') return 'any';
  const row = table[action];
  return row?.[grantee] ?? row?.public ?? null;
}

/** Joins the rooms' tables. @throws when two rooms define the same action. */
export function composeAccess(tables: readonly AccessTable[]): AccessTable {
  const all: Record<string, AccessTable[string]> = {};
  for (const table of tables) {
    for (const [action, row] of Object.entries(table)) {
      if (all[action]) throw new Error(`two rooms define who may do ${action}`);
      all[action] = row;
    }
  }
  return all;
}
