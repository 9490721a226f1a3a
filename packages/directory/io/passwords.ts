import { hash, verify } from '@node-rs/argon2';

/** argon2id at OWASP's first recommendation: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let nobody: Promise<string> | undefined;

/** The hash to keep of a password (PHC string, argon2id). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password fits; takes as long where there is no such user (null). */
export async function passwordFits(password: string, kept: string | null): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody');
  const fits = await verify(kept ?? (await nobody), password);
  return kept !== null && fits;
}
