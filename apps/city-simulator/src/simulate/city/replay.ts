import { z } from 'zod';
import { drawSurvey, type SurveyPlan } from '../domain/citizen-plan.ts';
import { type DispatchRecord, matchType, needOf } from '../domain/dispatch-record.ts';
import { Api } from '../outside/api.ts';
import { Telephone } from '../outside/telephone.ts';
import { waitUnless } from './live-city.ts';
import { recordCase } from './record-case.ts';
import { answerSurveySms } from './survey-sms.ts';
import { signalOnce, type World } from './world.ts';

/** Every so manieth citizen leaves a number, and is asked how it went. */
const LEAVES_NUMBER = 20;
const OpenedContact = z.object({ contactId: z.string(), citizenId: z.string() });

/** How the replay went beside what it did. */
export interface Replayed {
  readonly replayed: number;
  /** Items the table of types lacks → what became of them and how many they were. */
  readonly unusual: ReadonlyMap<string, { typeCode: string | null; count: number }>;
  /** The longest that a record waited for a free agent, in milliseconds. */
  readonly latestMs: number;
}

/**
 * Enters real dispatch records, each at its time of day divided by `speed`: agents open contact,
 * case and order through the API, one record at a time each. The first record begins at once.
 */
export async function replay(
  world: World,
  records: readonly DispatchRecord[],
  { speed, agents }: { speed: number; agents: number },
  stop: AbortSignal,
): Promise<Replayed> {
  const desks = await Promise.all(
    Array.from({ length: agents }, (_, at) =>
      new Api(world.url, world.scheduler).signIn(`agent${at + 1}`),
    ),
  );
  const unusual = new Map<string, { typeCode: string | null; count: number }>();
  const waiting = records.values();
  const begun = world.scheduler.now();
  const first = records[0]?.atMs ?? 0;
  let replayed = 0;
  let latestMs = 0;
  const work = async (api: Api) => {
    for (const record of waiting) {
      const match = matchType(record.item);
      if (!match || match.guessed) {
        const known = unusual.get(record.item);
        const typeCode = match?.typeCode ?? null;
        unusual.set(record.item, { typeCode, count: (known?.count ?? 0) + 1 });
      }
      if (!match) continue;
      const due = begun + (record.atMs - first) / speed;
      if (!(await waitUnless(world, Math.max(0, due - world.scheduler.now()), stop))) return;
      latestMs = Math.max(latestMs, world.scheduler.now() - due);
      try {
        await enter(world, api, record, match.typeCode);
        replayed += 1;
      } catch (error) {
        world.ledger.problem((error as Error).message);
      }
    }
  };
  await Promise.all(desks.map(work));
  for (const desk of desks) desk.close();
  return { replayed, unusual, latestMs };
}

async function enter(
  world: World,
  api: Api,
  record: DispatchRecord,
  typeCode: string,
): Promise<void> {
  const random = world.random.of(`reporter ${record.caseNumber}`);
  const body = { channel: 'phone' };
  const { contactId, citizenId } = await api.post('/api/contacts', body, OpenedContact);
  const leavesNumber = random.chance(1 / LEAVES_NUMBER);
  const number = `+88695${Math.floor(random.between(1_000_000, 9_999_999))}`;
  if (leavesNumber) await api.patch(`/api/citizens/${citizenId}`, { phone: number });
  await recordCase(world, api, {
    contactId,
    need: needOf(record, typeCode, world.reference),
    order: true,
    pauseMs: 0,
    onCase: (caseId) => {
      if (leavesNumber) waitForSurvey(world, caseId, number, drawSurvey(random));
    },
  });
}

function waitForSurvey(
  world: World,
  caseId: string,
  number: string,
  survey: SurveyPlan | null,
): void {
  const phone = new Telephone(world.url, number, world.scheduler);
  const done = signalOnce();
  world.reporters.set(caseId, { surveyDone: done.promise });
  world.runBeside(
    answerSurveySms(world, phone, survey, new Set()).finally(() => {
      done.done();
      phone.close();
    }),
  );
}
