import { parseInput } from '@1999/platform';
import { fromTerminal } from '@1999/platform/terminal';
import { addUser, CreateUser } from '../commands/create-user.ts';
import { Password } from '../contract.ts';
import { hashPassword } from '../io/passwords.ts';

/** The password of somebody who may do everything. */
export const AdminPassword = Password.min(12);

/**
 * Makes an administrator in the database at `ownerUrl`, before anybody can sign in.
 * @throws Conflict `username_taken`, by a disabled user too; Invalid for a bad name.
 */
export async function createAdmin(
  ownerUrl: string,
  admin: { username: string; name: string; password: string },
): Promise<void> {
  const { username, name, password } = admin;
  const passwordHash = await hashPassword(parseInput(AdminPassword, password));
  const user = parseInput(CreateUser, { username, name, role: 'admin', passwordHash });
  await fromTerminal(ownerUrl, 'npm run admin', (context) => addUser(context, user));
}
