import { askTogether, type CommandContext, type Reader, service } from '@1999/platform';
import { agentsAtWork, waitingCounts } from '@1999/routing';
import { and, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { OwnWords } from '../contract/ivr.ts';
import type { FlowEvent, Guide } from '../domain/call-flow.ts';
import { expectedWait, type Facts } from '../domain/ivr/facts.ts';
import { standardFlow } from '../domain/ivr/standard-flow.ts';
import { ivrFlow, ivrIncident, nuisance } from './ivr-tables.ts';
import { type Call, call } from './tables.ts';

/** The moment as the flow asks of it is looked at anew after so long. */
const FRESH_MS = 2_000;
/** How long a call takes while there are none to measure, in seconds. */
const USUAL_HANDLING_SECONDS = 240;
/** How many of the latest calls tell how long one takes. */
const MEASURED_CALLS = 50;

interface Moment {
  readonly at: number;
  readonly incident: OwnWords | null;
  readonly agentsOnDuty: number;
  readonly expectedWaitSeconds: number;
}
const kept = service('telephony.guide', () => ({
  flows: new Map<number, Guide['flow']>(),
  moment: null as Moment | null,
}));

const quiet: Omit<Facts, 'now' | 'channel' | 'nuisance'> = {
  incident: null,
  agentsOnDuty: 0,
  expectedWaitSeconds: 0,
};

/** What the flow itself answers; everything else needs nothing of it. */
const goesOnAfter = new Set<FlowEvent['type']>(['arrived', 'digit', 'noDigit', 'messageLeft']);

/** The flow a call was begun with and, for an event that may go on in it, the moment. */
export async function guideFor(
  context: CommandContext,
  row: Call,
  event: FlowEvent,
): Promise<Guide> {
  const goesOn = goesOnAfter.has(event.type);
  const flow = goesOn ? await flowOfVersion(context, row.flowVersion) : standardFlow;
  const moment = goesOn ? await momentNow(context, context.tx) : quiet;
  const { now } = context;
  return { flow, facts: { now, channel: row.channel, nuisance: row.nuisance, ...moment } };
}

/** The version in force; null while nobody has published one. */
export async function versionInForce(
  reader: Reader,
  now: Temporal.Instant,
): Promise<number | null> {
  const [row] = await inForceAt(reader, now);
  return row?.version ?? null;
}

function inForceAt(reader: Reader, now: Temporal.Instant) {
  return reader
    .select({ version: ivrFlow.version })
    .from(ivrFlow)
    .where(lte(ivrFlow.validFrom, now))
    .orderBy(desc(ivrFlow.validFrom), desc(ivrFlow.version))
    .limit(1);
}

/**
 * By which flow a call that arrives now is led, null while nobody has published one, and whether
 * its citizen stands on the nuisance list.
 */
export async function welcomeOf(
  reader: Reader,
  citizenId: string,
  now: Temporal.Instant,
): Promise<Pick<Call, 'flowVersion' | 'nuisance'>> {
  const listed = reader
    .select({ id: nuisance.id })
    .from(nuisance)
    .where(
      and(eq(nuisance.citizenId, citizenId), isNull(nuisance.liftedAt), gt(nuisance.until, now)),
    );
  const [row] = await reader.execute<{ version: number | null; listed: boolean }>(
    sql`select (${inForceAt(reader, now)}) as version, exists (${listed}) as listed`,
  );
  return { flowVersion: row?.version ?? null, nuisance: row?.listed ?? false };
}

/** How long somebody who came now would wait, in seconds; up to two seconds old. */
export async function expectedWaitNow(
  context: Pick<CommandContext, 'app'>,
  reader: Reader,
): Promise<number> {
  return (await momentNow(context, reader)).expectedWaitSeconds;
}

async function flowOfVersion({ app, tx }: CommandContext, version: number | null) {
  if (version === null) return standardFlow;
  const { flows } = app.services.get(kept);
  const known = flows.get(version);
  if (known) return known;
  const [row] = await tx.select().from(ivrFlow).where(eq(ivrFlow.version, version));
  const flow = row?.flow ?? standardFlow;
  flows.set(version, flow);
  return flow;
}

/**
 * Read through `tx` where there is one: a transaction that waited for a second connection would
 * stand still once all of them did.
 */
async function momentNow({ app }: Pick<CommandContext, 'app'>, reader: Reader): Promise<Moment> {
  const memory = app.services.get(kept);
  const now = app.clock.now();
  const at = now.epochMilliseconds;
  if (memory.moment && Math.abs(at - memory.moment.at) < FRESH_MS) return memory.moment;
  memory.moment = await askTogether(reader, now, readMoments);
  return memory.moment;
}

/** The moment once, for all who ask for it. */
async function readMoments(
  reader: Reader,
  asked: readonly Temporal.Instant[],
): Promise<readonly Moment[]> {
  const [now] = asked;
  if (!now) return [];
  const incidents = await reader
    .select({ notice: ivrIncident.notice })
    .from(ivrIncident)
    .where(and(isNull(ivrIncident.endedAt), gt(ivrIncident.until, now)))
    .limit(1);
  const { atWork, ready } = await agentsAtWork(reader);
  const { calls, chats } = await waitingCounts(reader);
  const [measured] = await reader.execute<{ seconds: number | null }>(sql`
    select avg(extract(epoch from ended_at - connected_at))::float8 as seconds
    from (select ended_at, connected_at from ${call}
      where state = 'ended' and connected_at is not null
      order by id desc limit ${MEASURED_CALLS}) as latest`);
  const handling = Math.max(30, measured?.seconds ?? USUAL_HANDLING_SECONDS);
  const wait = ready > 0 ? 0 : expectedWait(calls + chats + 1, atWork, handling);
  const moment = {
    at: now.epochMilliseconds,
    incident: incidents[0]?.notice ?? null,
    agentsOnDuty: atWork,
    expectedWaitSeconds: wait,
  };
  return asked.map(() => moment);
}

/** After a change of what is remembered, so that this process tells it at once. */
export function forgetMoment({ app }: Pick<CommandContext, 'app'>): void {
  app.services.get(kept).moment = null;
}
