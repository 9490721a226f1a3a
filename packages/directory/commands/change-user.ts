import { Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { ChangeUserBody } from '../contract.ts';
import { appUser, userSkill } from '../io/tables.ts';
import { checkPlace } from './check-place.ts';
import { revokeSessionsOf } from './revoke-session.ts';

/** `ChangeUserBody` with a new password already hashed. */
export const ChangeUser = ChangeUserBody.omit({ password: true }).extend({
  userId: Id,
  passwordHash: z.string().startsWith('$argon2id$').optional(),
});

/**
 * Changes a user. Disabling one, giving a new password, another role or another agency ends the
 * user's sign-ins at once. Whoever leaves the role `agency` leaves the agency.
 * @throws NotFound; Conflict when administrators would disable or demote themselves; Invalid when
 * role and agency do not agree.
 */
export const changeUser = command('user.change', ChangeUser, async (context, input) => {
  const { tx, now, actor, journal } = context;
  const [user] = await tx
    .select()
    .from(appUser)
    .where(eq(appUser.id, input.userId))
    .for('no key update');
  if (!user) throw new NotFound();
  if (input.disabled && user.id === actor.id) {
    throw new Conflict('cannot_disable_self', 'Ask another administrator to disable you.');
  }
  const role = input.role ?? user.role;
  if (role !== user.role && user.id === actor.id) {
    throw new Conflict('cannot_demote_self', 'Ask another administrator to change your role.');
  }
  const stays = role === 'agency' ? user.agencyId : null;
  const agencyId = input.agencyId === undefined ? stays : input.agencyId;
  const hasMoved = role !== user.role || agencyId !== user.agencyId;
  if (hasMoved) await checkPlace(tx, { role, agencyId });
  await tx
    .update(appUser)
    .set({
      role,
      agencyId,
      displayName: input.name ?? user.displayName,
      locale: input.locale ?? user.locale,
      passwordHash: input.passwordHash ?? user.passwordHash,
      disabledAt: input.disabled === undefined ? user.disabledAt : input.disabled ? now : null,
    })
    .where(eq(appUser.id, user.id));
  if (input.skills) {
    const kept = [...new Set(input.skills)];
    // A skill that stays keeps its level.
    await tx
      .delete(userSkill)
      .where(and(eq(userSkill.userId, user.id), notInArray(userSkill.skillCode, kept)));
    for (const skillCode of kept) {
      await tx.insert(userSkill).values({ userId: user.id, skillCode }).onConflictDoNothing();
    }
  }
  await journal({
    subjectType: 'user',
    subjectId: user.id,
    type: 'user.changed',
    payload: { fields: changedFields(input), ...(hasMoved ? { role, agencyId } : {}) },
  });
  if (input.disabled || input.passwordHash || hasMoved) await revokeSessionsOf(context, user.id);
});

function changedFields(input: z.output<typeof ChangeUser>): string[] {
  const { userId: _, ...fields } = input;
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => (field === 'passwordHash' ? 'password' : field));
}
