import { userNames } from '@1999/directory';
import type { App } from '@1999/platform';
import { and, desc, gt, isNull } from 'drizzle-orm';
import type { FlowVersion, Incident, NuisanceEntry } from '../contract/ivr.ts';
import { inOrderOfWays } from '../domain/ivr/check-flow.ts';
import { standardFlow } from '../domain/ivr/standard-flow.ts';
import { versionInForce } from '../io/guide.ts';
import { ivrFlow, ivrIncident, nuisance } from '../io/ivr-tables.ts';

const MOST_LISTED = 100;

/** Versions of the call flow, newest first; the last is the standard flow of every installation. */
export async function flowVersions(app: App): Promise<FlowVersion[]> {
  const rows = await app.db
    .select()
    .from(ivrFlow)
    .orderBy(desc(ivrFlow.version))
    .limit(MOST_LISTED);
  const current = await versionInForce(app.db, app.clock.now());
  const names = await namesOf(
    app,
    rows.map(({ publishedBy }) => publishedBy),
  );
  const published = rows.map(({ version, validFrom, note, publishedBy, publishedAt, flow }) => ({
    version,
    validFrom: validFrom.toString(),
    note,
    publishedBy: publishedBy ? (names.get(publishedBy) ?? null) : null,
    publishedAt: publishedAt.toString(),
    inForce: version === current,
    flow: inOrderOfWays(flow),
  }));
  const epoch = Temporal.Instant.fromEpochMilliseconds(0).toString();
  const standard = {
    version: 0,
    validFrom: epoch,
    note: 'standard',
    publishedBy: null,
    publishedAt: epoch,
    inForce: current === null,
    flow: inOrderOfWays(standardFlow),
  };
  return [...published, standard];
}

/** The incident that is on; null when none is. */
export async function incidentNow(app: App): Promise<Incident | null> {
  const [row] = await app.db
    .select()
    .from(ivrIncident)
    .where(and(isNull(ivrIncident.endedAt), gt(ivrIncident.until, app.clock.now())));
  if (!row) return null;
  const { id: incidentId, notice, startedAt, until } = row;
  return { incidentId, notice, startedAt: startedAt.toString(), until: until.toString() };
}

/** The nuisance list with its past, newest first; numbers masked. */
export async function nuisanceList(app: App): Promise<NuisanceEntry[]> {
  const rows = await app.db
    .select()
    .from(nuisance)
    .orderBy(desc(nuisance.addedAt))
    .limit(MOST_LISTED);
  const names = await namesOf(
    app,
    rows.map(({ addedBy }) => addedBy),
  );
  return Promise.all(
    rows.map(async ({ id, citizenId, reason, addedBy, addedAt, until, liftedAt }) => ({
      nuisanceId: id,
      citizenId,
      phone: (await app.vault.masked(app.db, citizenId)).phone,
      reason,
      addedBy: names.get(addedBy) ?? null,
      addedAt: addedAt.toString(),
      until: until.toString(),
      liftedAt: liftedAt?.toString() ?? null,
    })),
  );
}

function namesOf(app: App, ids: readonly (string | null)[]) {
  return userNames(app.db, [...new Set(ids.filter((id) => id !== null))]);
}
