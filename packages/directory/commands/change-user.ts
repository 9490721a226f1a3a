import { Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ChangeUserBody } from '../contract.ts';
import { appUser, userSkill } from '../io/tables.ts';
import { revokeSessionsOf } from './revoke-session.ts';

/** `ChangeUserBody` with a new password already hashed. */
export const ChangeUser = ChangeUserBody.omit({ password: true }).extend({
  userId: Id,
  passwordHash: z.string().startsWith('$argon2id$').optional(),
});

/**
 * Changes a user. Disabling one, or giving a new password, ends the user's sign-ins at once.
 * @throws NotFound; Conflict when administrators would disable themselves.
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
  await tx
    .update(appUser)
    .set({
      displayName: input.name ?? user.displayName,
      locale: input.locale ?? user.locale,
      passwordHash: input.passwordHash ?? user.passwordHash,
      disabledAt: input.disabled === undefined ? user.disabledAt : input.disabled ? now : null,
    })
    .where(eq(appUser.id, user.id));
  if (input.skills) {
    await tx.delete(userSkill).where(eq(userSkill.userId, user.id));
    for (const skillCode of new Set(input.skills)) {
      await tx.insert(userSkill).values({ userId: user.id, skillCode });
    }
  }
  await journal({
    subjectType: 'user',
    subjectId: user.id,
    type: 'user.changed',
    payload: { fields: changedFields(input) },
  });
  if (input.disabled || input.passwordHash) await revokeSessionsOf(context, user.id);
});

function changedFields(input: z.output<typeof ChangeUser>): string[] {
  const { userId: _, ...fields } = input;
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => (field === 'passwordHash' ? 'password' : field));
}
