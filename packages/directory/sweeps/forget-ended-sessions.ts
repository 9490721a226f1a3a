import type { Sweep } from '@1999/platform';
import { sql } from 'drizzle-orm';

const KEPT = { hours: 7 * 24 } as const;
const BATCH = 500;

/** Drops sign-ins a week after their end, with their tokens; the journal remembers them. */
export const forgetEndedSessions: Sweep = {
  name: 'directory.forgetEndedSessions',
  nextDue: `select min(expires_at) + interval '${KEPT.hours} hours' from session`,
  run: async (app) => {
    const until = app.clock.now().subtract(KEPT).toString();
    return app.db.transaction(async (tx) => {
      const gone = await tx.execute<{ id: string }>(sql`
        with ended as (
          select id from session where expires_at <= ${until}
          order by expires_at limit ${BATCH} for update skip locked),
        tokens as (
          delete from refresh_token where session_id in (select id from ended))
        select id from ended`);
      for (const { id } of gone) await tx.execute(sql`delete from session where id = ${id}`);
      return gone.length;
    });
  },
};
