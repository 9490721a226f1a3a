import { readFileSync, statSync } from 'node:fs';

/** The user that PostgreSQL runs as. PostgreSQL refuses to run as root. */
export interface RunAs {
  uid: number;
  gid: number;
}

/**
 * The user to drop to, or undefined when this process is an ordinary user and stays itself.
 * An existing cluster keeps its owner; a new one belongs to `postgres`, else to `nobody`.
 * @throws Error when an ordinary user meets a cluster that belongs to somebody else.
 */
export function chooseRunAs(clusterDir: string): RunAs | undefined {
  const me = process.getuid?.();
  if (me === undefined) return undefined; // Windows has no users to drop to
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (me !== 0) {
    if (owner && owner.uid !== me) {
      throw new Error(
        `資料庫屬於其他使用者 ${clusterDir} belongs to user ${owner.uid}, not to user ${me}. ` +
          'Start as root or as that user, or set DATA_DIR.',
      );
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }] as const),
  );
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user) throw new Error('No user `postgres` or `nobody` for PostgreSQL to run as.');
  return user;
}
