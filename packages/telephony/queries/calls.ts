import type { App } from '@1999/platform';
import { and, asc, desc, eq, lt, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { CallRow, CallsQuery, WrapUpCode } from '../contract.ts';
import { call, wrapUpCode } from '../io/tables.ts';
import { callFacts } from './call-facts.ts';

/** Calls, newest first. `ownerId` restricts them to one agent's own. */
export async function calls(
  app: App,
  query: z.output<typeof CallsQuery>,
  ownerId: string | null,
): Promise<CallRow[]> {
  const filters: (SQL | undefined)[] = [
    ownerId ? eq(call.agentId, ownerId) : undefined,
    query.agentId ? eq(call.agentId, query.agentId) : undefined,
    query.citizenId ? eq(call.citizenId, query.citizenId) : undefined,
    query.state ? eq(call.state, query.state) : undefined,
    query.before ? lt(call.id, query.before) : undefined,
  ];
  const rows = await app.db
    .select()
    .from(call)
    .where(and(...filters))
    .orderBy(desc(call.id))
    .limit(query.limit);
  return Promise.all(
    rows.map(async (row) => ({
      ...(await callFacts(app, app.db, row)),
      agentId: row.agentId,
      endReason: row.endReason,
      wrapUpCode: row.wrapUpCode,
    })),
  );
}

/** The codes an agent chooses from, in their order. */
export function wrapUpCodes(app: App): Promise<WrapUpCode[]> {
  return app.db
    .select({ code: wrapUpCode.code, nameZh: wrapUpCode.nameZh, nameEn: wrapUpCode.nameEn })
    .from(wrapUpCode)
    .where(eq(wrapUpCode.active, true))
    .orderBy(asc(wrapUpCode.position));
}
