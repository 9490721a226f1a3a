import { existsSync } from 'node:fs';
import { aptInstall, mayInstall } from './debian.mjs';

const PROGRAM = '/usr/bin/turnserver';

/**
 * Debian's coturn, for the test of a network that lets only a relay out.
 * @returns its path; undefined where it cannot be had, and that test says so.
 */
export async function ensureCoturn() {
  if (process.env.TURNSERVER_PATH) return process.env.TURNSERVER_PATH;
  if (existsSync(PROGRAM)) return PROGRAM;
  if (mayInstall()) await aptInstall('coturn').catch((error) => console.error(error.message));
  if (existsSync(PROGRAM)) return PROGRAM;
  console.log('  coturn is not here: the test of a relay-only network fails and says so.');
  return undefined;
}
