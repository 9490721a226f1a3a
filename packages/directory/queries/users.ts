import type { Actor, App, Reader } from '@1999/platform';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { AgentSkills, Me, SessionUser, SkillCode, UserView } from '../contract.ts';
import { appUser, userSkill } from '../io/tables.ts';
import { agencyById } from './agencies.ts';

type UserRow = typeof appUser.$inferSelect;

/** The user with this username (lower case), with the password's hash; null when there is none. */
export async function findByUsername(reader: Reader, username: string): Promise<UserRow | null> {
  const [user] = await reader.select().from(appUser).where(eq(appUser.username, username));
  return user ?? null;
}

/** The user as the screens know them; null when there is none. */
export async function userById(reader: Reader, id: string): Promise<SessionUser | null> {
  const [user] = await reader.select().from(appUser).where(eq(appUser.id, id));
  return user ? toSessionUser(user) : null;
}

/** The signed-in person's own page; null once the account is gone or disabled. */
export async function meOf(reader: Reader, userId: string): Promise<Me | null> {
  const [user] = await reader.select().from(appUser).where(eq(appUser.id, userId));
  if (!user || user.disabledAt) return null;
  return {
    ...toSessionUser(user),
    agency: user.agencyId ? await agencyById(reader, user.agencyId) : null,
    skills: await skillsOf(reader, userId),
  };
}

/** What a user can be asked for. */
export async function skillsOf(reader: Reader, userId: string): Promise<SkillCode[]> {
  const rows = await reader
    .select()
    .from(userSkill)
    .where(eq(userSkill.userId, userId))
    .orderBy(asc(userSkill.skillCode));
  return rows.map((row) => row.skillCode as SkillCode);
}

/** What a user can be asked for, and how well: 1 a little, 3 as the work asks, 5 as an expert. */
export async function skillLevelsOf(
  reader: Reader,
  userId: string,
): Promise<{ code: string; level: number }[]> {
  return reader
    .select({ code: userSkill.skillCode, level: userSkill.level })
    .from(userSkill)
    .where(eq(userSkill.userId, userId))
    .orderBy(asc(userSkill.skillCode));
}

/** Every agent who may sign in, with skills and levels, by username. */
export async function agentSkills(reader: Reader): Promise<AgentSkills[]> {
  const agents = await reader
    .select({ userId: appUser.id, name: appUser.displayName })
    .from(appUser)
    .where(and(eq(appUser.role, 'agent'), isNull(appUser.disabledAt)))
    .orderBy(asc(appUser.username));
  const skills = await reader.select().from(userSkill).orderBy(asc(userSkill.skillCode));
  return agents.map((agent) => ({
    ...agent,
    skills: skills
      .filter(({ userId }) => userId === agent.userId)
      .map(({ skillCode, level }) => ({ code: skillCode as SkillCode, level })),
  }));
}

/** Names to show beside ids, for screens that list what people do: id → the name worked under. */
export async function userNames(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: appUser.id, name: appUser.displayName })
    .from(appUser)
    .where(inArray(appUser.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Every user with skills, by username. */
export async function users(reader: Reader): Promise<UserView[]> {
  const rows = await reader.select().from(appUser).orderBy(asc(appUser.username));
  const skills = await reader.select().from(userSkill).orderBy(asc(userSkill.skillCode));
  return rows.map((row) => ({
    ...toSessionUser(row),
    skills: skills.filter((one) => one.userId === row.id).map((one) => one.skillCode as SkillCode),
    disabled: row.disabledAt !== null,
  }));
}

/** Whether the account is open here: not disabled, and a demo account only in demo mode. */
export function maySignIn(app: App, user: Pick<UserRow, 'disabledAt' | 'demo'>): boolean {
  return user.disabledAt === null && (app.config.demo || !user.demo);
}

/** What a screen may know of a user's row. */
export function toSessionUser(user: UserRow): SessionUser {
  return {
    id: user.id,
    username: user.username,
    name: user.displayName,
    role: user.role,
    agencyId: user.agencyId,
    locale: user.locale,
  };
}

/** The user as the one who acts in a sign-in. */
export function toActor(
  user: Pick<UserRow, 'id' | 'role' | 'agencyId'>,
  sessionId: string,
): Extract<Actor, { kind: 'user' }> {
  return { kind: 'user', id: user.id, role: user.role, agencyId: user.agencyId, sessionId };
}
