import { PassThrough } from 'node:stream';
import { verifyJournal } from '@1999/platform/testing';
import { pino } from 'pino';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows, dumpDatabase } from './support/database-dump.ts';
import { everythingTold, foundIn, identifying } from './support/planted.ts';
import { Story, surveyCodeIn, told } from './support/story.ts';
import { faceOf, startWholeCity, type WholeCity } from './support/whole-city.ts';

let city: WholeCity;
let story: Story;
let logged = '';
beforeAll(async () => {
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => {
    logged += chunk.toString();
  });
  // Without the product's own blotting-out of known fields: the rooms must not log them at all.
  city = await startWholeCity({ log: pino({ level: 'trace' }, stream) });
  story = new Story(faceOf(city));
  const steps = [
    () => story.callArrives(),
    () => story.choosesInTheMenu(),
    () => story.agentAnswers(),
    () => story.caseIsOpened(),
    () => story.orderIsIssued(),
    () => story.callIsWrappedUp(),
    () => story.agencyAcknowledges(),
    () => story.crewAsksForCall(),
    async () => expect(await story.crewIsPutThrough()).toContain(told.phone),
    () => story.agencyUploads(),
    () => story.agencyReports(),
    () => story.agencyCloses(),
  ];
  for (const step of steps) {
    await step();
    await city.settle();
  }
  await story.citizenAnswersSurvey(surveyCodeIn(city.carrierHeard) ?? 'no survey was sent');
  await city.settle();
});
afterAll(() => city.close());

const allEvents = async () => {
  const rows = await city.app.sql<{ row: string }[]>`
    select e::text as row from journal_all e order by position`;
  return rows.map(({ row }) => row).join('\n');
};
/** What a person with this account gets to hear live, of every topic of the story. */
const heardLive = async (username: string) => {
  const agency = city.actor('agency1').agencyId;
  const { callId, caseId, orderId } = story;
  const topics = ['board', 'queue', 'orders', `call:${callId}`, `case:${caseId}`];
  topics.push(`order:${orderId}`, `agency:${agency}`, `agent:${city.actor('agent1').id}`);
  return story.as(username, 'GET', `/api/changes?after=0&topics=${topics.join(',')}`);
};
/** Every page of the story that this account may read. */
const pagesOf = (username: string, paths: readonly string[]) =>
  Promise.all(paths.map((path) => story.as(username, 'GET', path)));

describe('what the citizen told is nowhere in the clear', () => {
  test('the search finds a planted word in each form that can be read back', () => {
    const word = told.name;
    const forms = [
      word,
      encodeURIComponent(word),
      Buffer.from(`x ${word} y`).toString('base64'),
      Buffer.from(word).toString('hex'),
      JSON.stringify(word).replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`),
    ];
    for (const form of forms) expect(foundIn(`… ${form} …`, [word]), form).toEqual([word]);
    expect(foundIn('歐陽', [word])).toEqual([]);
  });

  test('in the journal', async () => {
    const events = await allEvents();
    expect(events).toContain('case.opened');
    expect(events).toContain('maskedCall.ended');
    expect(events).toContain('survey.answered');
    expect(foundIn(events, everythingTold)).toEqual([]);
  });

  test('in any column of any table, the job queue’s too', async () => {
    const dump = await dumpDatabase(city.ownerUrl);
    expect(dump).toContain(story.caseNumber);
    expect(dump).toContain('graphile_worker._private_jobs');
    expect(foundIn(dump, everythingTold)).toEqual([]);
  });

  test('in the metrics', async () => {
    const metrics = await story.as(null, 'GET', '/metrics');
    expect(foundIn(metrics, everythingTold)).toEqual([]);
  });

  test('in live events and the board', async () => {
    const { changes } = await heardLive('supervisor1');
    expect(changes.length).toBeGreaterThan(15);
    const board = await story.as('supervisor1', 'GET', '/api/board');
    expect(foundIn(JSON.stringify([changes, board]), everythingTold)).toEqual([]);
  });

  test('in addresses that were asked for, and in messages beyond the number they go to', () => {
    const calls = city.carrierHeard.map((line) => line.split(' '));
    expect(calls.length).toBeGreaterThan(0);
    for (const [method, path, body] of calls) {
      expect(foundIn(`${method} ${path}`, everythingTold)).toEqual([]);
      const form = new URLSearchParams(body);
      form.delete('To');
      expect(foundIn(form.toString(), identifying)).toEqual([]);
    }
  });

  test('in what the agency reads, who and at which number it is', async () => {
    const { caseId, orderId } = story;
    const paths = [`/api/orders/${orderId}`, `/api/cases/${caseId}`, '/api/orders?state=ended'];
    const pages = await pagesOf('agency1', [...paths, `/api/cases/${caseId}/history`]);
    const read = JSON.stringify([pages, await heardLive('agency1')]);
    expect(read).toContain(told.description);
    expect(foundIn(read, identifying)).toEqual([]);
    expect(foundIn(read, [told.comment, told.note])).toEqual([]);
  });

  test('in what the agent reads, but masked', async () => {
    const history = await story.as('agent1', 'GET', `/api/citizens/${story.citizenId}/history`);
    expect(history.citizen.name).toContain('○');
    expect(foundIn(JSON.stringify(history), identifying)).toEqual([]);
  });

  test('in the log, even while things go wrong with it in hand', async () => {
    const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await owner`alter table vault_field rename to vault_field_away`;
      await owner`alter table vault_phone rename to vault_phone_away`;
      const { name, phone, address, description } = told;
      const citizen = `/api/citizens/${story.citizenId}`;
      const refused = [
        story.as('agent1', 'PATCH', citizen, { name, phone, address }),
        story.as('agent1', 'PATCH', citizen, { name, phone: 'x', nonsense: description }),
        story.as(null, 'POST', '/api/session', { username: name, password: phone }),
        story.as(null, 'POST', '/api/track', { number: phone, code: name }),
        story.as('agent1', 'GET', `/api/orders?state=${encodeURIComponent(name)}`),
        story.as('agent1', 'GET', `/api/nowhere/${encodeURIComponent(phone)}`),
        new Story(faceOf(city)).callArrives(),
      ];
      const outcomes = await Promise.allSettled(refused);
      expect(outcomes.map(({ status }) => status)).toEqual([
        ...Array.from({ length: 6 }, () => 'rejected'),
        'fulfilled',
      ]);
    } finally {
      await owner`alter table vault_field_away rename to vault_field`;
      await owner`alter table vault_phone_away rename to vault_phone`;
      await owner.end();
    }
    expect(logged).toContain('unforeseen error');
    expect(logged).toContain('a caller hears the fallback');
    expect(foundIn(logged, everythingTold)).toEqual([]);
  });
});

describe('after the citizen is erased', () => {
  const tables = ['contact', 'case_file', 'matter', 'work_order', 'order_clock', 'delivery'];
  tables.push('call', 'survey_invitation', 'survey_answer', 'attachment', 'vault_citizen');
  let before: Record<string, number>;
  let boardBefore: unknown;
  let codeOfCase: string;
  beforeAll(async () => {
    before = await countRows(city.ownerUrl, tables);
    boardBefore = await story.as('supervisor1', 'GET', '/api/board');
    codeOfCase = (await story.as('agent1', 'GET', `/api/cases/${story.caseId}`)).trackingCode;
    await story.as('admin1', 'POST', `/api/citizens/${story.citizenId}/erasure`);
    await city.settle();
  });

  test('every count is as it was, and the journal is whole', async () => {
    expect(await countRows(city.ownerUrl, tables)).toEqual(before);
    expect(await story.as('supervisor1', 'GET', '/api/board')).toEqual(boardBefore);
    const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      const { rows, faults } = await verifyJournal(owner);
      expect(faults).toEqual([]);
      expect(rows).toBeGreaterThan(20);
    } finally {
      await owner.end();
    }
  });

  test('nobody reads who it was or what was said; the story itself stays', async () => {
    const { caseId, orderId, citizenId } = story;
    const file = await story.as('agent1', 'GET', `/api/cases/${caseId}`);
    expect(file.citizen).toEqual({ id: citizenId, name: null, phone: null });
    expect(file.matters[0]).toMatchObject({ address: null, landmark: null, description: null });
    const paths = [`/api/cases/${caseId}`, `/api/orders/${orderId}`, '/api/calls'];
    paths.push(`/api/cases/${caseId}/history`);
    const pages = await pagesOf('supervisor1', [
      ...paths,
      `/api/cases/${caseId}/survey-answer`,
      `/api/citizens/${citizenId}/history`,
    ]);
    const agencies = await pagesOf('agency1', [`/api/orders/${orderId}`, `/api/cases/${caseId}`]);
    expect(foundIn(JSON.stringify([pages, agencies]), everythingTold)).toEqual([]);
    expect(pages[4]).toMatchObject({ score: 5, comment: null });
    expect(JSON.stringify(pages[3])).toContain('case.closed');
  });

  test('the key is gone for ever, and with it whatever was written under it', async () => {
    const { sql } = city.app;
    const [row] = await sql`select wrapped_key, erased_at from vault_citizen
      where id = ${story.citizenId}`;
    expect(row?.wrapped_key).toBeNull();
    expect(row?.erased_at).not.toBeNull();
    expect(await sql`select from vault_phone where citizen_id = ${story.citizenId}`).toEqual([]);
    expect(await sql`select from vault_field where citizen_id = ${story.citizenId}`).toEqual([]);
    expect(await sql`select from draft where citizen_id = ${story.citizenId}`).toEqual([]);
  });

  test('the case can still be tracked by its number and code', async () => {
    const body = { number: story.caseNumber, code: codeOfCase };
    const status = await story.as(null, 'POST', '/api/track', body);
    expect(status.state).toBe('closed');
  });

  test('who calls from the number again is somebody new', async () => {
    const again = new Story(faceOf(city));
    await again.callArrives();
    await again.choosesInTheMenu();
    await again.agentAnswers();
    const { call } = await again.as('agent1', 'GET', '/api/calls/current');
    expect(call.citizen.citizenId).not.toBe(story.citizenId);
  });
});
