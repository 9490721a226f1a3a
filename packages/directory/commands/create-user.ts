import { Conflict, command, Invalid, newId } from '@1999/platform';
import { z } from 'zod';
import { CreateUserBody } from '../contract.ts';
import { appUser, userSkill } from '../io/tables.ts';
import { agencyById } from '../queries/agencies.ts';

/** `CreateUserBody` with the password already hashed: hashing must not hold a transaction. */
export const CreateUser = CreateUserBody.omit({ password: true }).extend({
  passwordHash: z.string().startsWith('$argon2id$'),
  /** Signs in only while the process runs in demo mode. */
  demo: z.boolean().default(false),
});

/**
 * Makes a user. @throws Conflict `username_taken`; Invalid when role and agency do not agree.
 */
export const createUser = command('user.create', CreateUser, async (context, input) => {
  const { tx, now, journal } = context;
  const { skills, name, ...row } = input;
  if ((row.role === 'agency') !== (row.agencyId !== null)) {
    throw new Invalid('agency_mismatch', 'Agency users have an agency; no others do.', 'agencyId');
  }
  if (row.agencyId && !(await agencyById(tx, row.agencyId))) {
    throw new Invalid('agency_unknown', 'There is no such agency.', 'agencyId');
  }
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
});
