import { bareStatement } from './bare-statement.ts';
import { type Bench, eachRun, rateOf } from './bench.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';
import { newContact, rowsOfIntake, somePlace, takeIn } from './one-intake.ts';
import { prepareCases } from './open-orders.ts';
import { processorMs } from './processor-time.ts';

const CONNECTIONS = 4;
/** The same asked for by so many at once, as in a typhoon's first hour. */
const CROWD = 64;
const RUN_MS = 5_000;
const BARE_MS = 3_000;
const CONTACTS = 20;
/** Enough for all that could be issued within the runs. */
const CASES = 45_000;

interface Load {
  readonly perSecond: number;
  /** Processor time (ms) of each, of the program that asks and of the database. */
  readonly programMs: number;
  readonly databaseMs: number;
}

/**
 * Cases recorded with their order issued, through HTTP as a signed-in agent; what follows of itself
 * (sealing, calling the duty contacts at a carrier that does nothing) runs meanwhile and counts.
 * Beside it the same rows as one bare statement.
 * Then orders alone, on cases that were there before, by four and by a crowd at once.
 */
export const intake: Bench = {
  withinSeconds: 120,
  measure: (signal) =>
    withHotline(signal, async (hotline) => {
      const agent = await hotline.signIn('agent1', CROWD);
      const place = await somePlace(agent);
      const contacts: string[] = [];
      while (contacts.length < CONTACTS) contacts.push(await newContact(agent));
      let next = 0;
      const once = () => takeIn(agent, contacts[next++ % CONTACTS] as string, place);

      const sample = await once();
      await untilSealed(hotline, sample.orderId);
      const template = await rowsOfIntake(hotline.sql, sample);
      const bare = await bareStatement(hotline, template, CONNECTIONS);
      await rateOf(CONNECTIONS, 500, bare.write);
      const references = await eachRun(() =>
        loadOf(CONNECTIONS, BARE_MS, bare.write, process.pid, hotline.pids.postmaster),
      );
      await bare.close();
      console.log(`  ${bare.rows}`);

      await rateOf(CONNECTIONS, 1_000, once);
      const loads = await eachRun(() =>
        loadOf(CONNECTIONS, RUN_MS, once, hotline.pids.app, hotline.pids.postmaster),
      );
      const cases = await prepareCases(hotline.sql, sample, CASES);
      const issue = async () => {
        const one = cases.pop();
        if (!one) throw new Error('more orders were taken in than cases were prepared');
        const body = { matterId: one.matterId, agencyId: place.agencyId };
        await agent.http.json('POST', `/api/cases/${one.caseId}/orders`, body);
      };
      const issuedBy = async (connections: number) => {
        await rateOf(connections, 1_000, issue);
        return eachRun(() =>
          loadOf(connections, RUN_MS, issue, hotline.pids.app, hotline.pids.postmaster),
        );
      };
      const beside = (name: string, measured: readonly Load[], what: string) => {
        const row = (more: string, unit: string, pick: (load: Load) => number, of: string) => ({
          name: `${name}${more}`,
          unit,
          values: measured.map(pick),
          referenceName: of,
          references: references.map(pick),
        });
        return [
          row('', '/s', (load) => load.perSecond, what),
          row('.cpu.app', 'ms', (load) => load.programMs, 'client of that statement'),
          row('.cpu.database', 'ms', (load) => load.databaseMs, 'database, that statement'),
        ];
      };
      const bareRows = 'case and order in one bare statement';
      return [
        ...beside('intake', loads, 'the same rows in one bare statement'),
        ...beside('order-intake', await issuedBy(CONNECTIONS), bareRows),
        ...beside('order-intake.crowd', await issuedBy(CROWD), bareRows),
      ];
    }),
};

async function loadOf(
  connections: number,
  ms: number,
  once: () => Promise<unknown>,
  program: number,
  postmaster: number,
): Promise<Load> {
  const spent = async () =>
    [await processorMs(program, 'alone'), await processorMs(postmaster, 'family')] as const;
  const before = await spent();
  const { perSecond, done } = await rateOf(connections, ms, once);
  const after = await spent();
  return {
    perSecond,
    programMs: (after[0] - before[0]) / done,
    databaseMs: (after[1] - before[1]) / done,
  };
}

/** Until the journal rows of the order's own transaction have their positions. */
async function untilSealed({ sql }: HotlineUnderTest, orderId: string): Promise<void> {
  for (;;) {
    const [row] = await sql`
      select from journal where subject_id = ${orderId} and type = 'order.issued'`;
    if (row) return;
  }
}
