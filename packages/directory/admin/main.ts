import { parseArgs } from 'node:util';
import { AppError } from '@1999/platform';
import { findDatabase, NothingTyped, readPassword } from '@1999/platform/terminal';
import { Username } from '../contract.ts';
import { AdminPassword, createAdmin } from './create-admin.ts';

const USAGE = `npm run admin -- create USERNAME [--name 姓名]

  建立系統管理員帳號 Makes an administrator, who can then make everybody else.
  密碼至少 12 個字元 The password (12 characters or more) is asked for, or read from what is piped in.
  DATABASE_URL 或 DATA_DIR 指出資料庫 DATABASE_URL or DATA_DIR names the database.`;

process.exitCode = await main();

/** 0 when it is done, 1 when it could not be, 2 when it was asked wrongly. */
async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) return say(2, USAGE);
  const username = Username.safeParse(asked.username);
  if (!username.success) return say(2, `✗ ${asked.username}: ${username.error.issues[0]?.message}`);
  const found = await findDatabase(process.env);
  if (!found) {
    return say(
      2,
      '✗ 找不到資料庫 No database: set DATABASE_URL, or DATA_DIR to a folder with one (npm start makes it).',
    );
  }
  try {
    const password = await readPassword(process.stdin, process.stderr);
    if (password === null) return say(1, '✗ 兩次密碼不同 The two passwords differ.');
    if (!AdminPassword.safeParse(password).success) {
      return say(1, '✗ 密碼須為 12 到 200 個字元 The password must have 12 to 200 characters.');
    }
    const name = asked.name ?? username.data;
    await createAdmin(found.url, { username: username.data, name, password });
    console.log(`✓ 已建立系統管理員 ${username.data} is now an administrator.`);
    return 0;
  } catch (error) {
    if (error instanceof NothingTyped) return say(1, '✗ 已取消 Nothing was changed.');
    if (error instanceof AppError) return say(1, `✗ ${username.data}: ${error.message}`);
    throw error;
  } finally {
    await found.stop();
  }
}

function readArguments(): { username: string; name: string | undefined } | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' } },
    });
    const [what, username, ...more] = positionals;
    if (what !== 'create' || !username || more.length > 0) return null;
    return { username, name: values.name?.trim() || undefined };
  } catch {
    return null;
  }
}

function say(code: number, words: string): number {
  console.error(words);
  return code;
}
