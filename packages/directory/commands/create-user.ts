import { type CommandContext, Conflict, command, newId } from '@1999/platform';
import { z } from 'zod';
import { CreateUserBody } from '../contract.ts';
import { appUser, userSkill } from '../io/tables.ts';
import { checkPlace } from './check-place.ts';

/** `CreateUserBody` with the password already hashed: hashing must not hold a transaction. */
export const CreateUser = CreateUserBody.omit({ password: true }).extend({
  passwordHash: z.string().startsWith('$argon2id$'),
  /** Signs in only while the process runs in demo mode. */
  demo: z.boolean().default(false),
});

/**
 * Makes a user. @throws Conflict `username_taken`; Invalid when role and agency do not agree.
 */
export const createUser = command('user.create', CreateUser, addUser);

/** What `createUser` does, for whoever has a transaction but no running application. */
export async function addUser(
  { tx, now, journal }: Pick<CommandContext, 'tx' | 'now' | 'journal'>,
  input: z.output<typeof CreateUser>,
): Promise<{ userId: string }> {
  const { skills, name, ...row } = input;
  await checkPlace(tx, row);
  const id = newId();
  const made = await tx
    .insert(appUser)
    .values({ ...row, id, displayName: name, createdAt: now })
    .onConflictDoNothing({ target: appUser.username })
    .returning({ id: appUser.id });
  if (made.length === 0) throw new Conflict('username_taken', 'This username is taken.');
  for (const skillCode of new Set(skills))
    await tx.insert(userSkill).values({ userId: id, skillCode });
  await journal({
    subjectType: 'user',
    subjectId: id,
    type: 'user.changed',
    payload: { change: 'created', role: row.role, agencyId: row.agencyId },
  });
  return { userId: id };
}
