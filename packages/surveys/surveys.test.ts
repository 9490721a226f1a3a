import { cases, closeCase, openCase, openContact } from '@1999/cases';
import { directory } from '@1999/directory';
import { channels, messaging } from '@1999/messaging';
import { inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { surveys } from './index.ts';

let city: TestApp;
/** What the telephone of the citizen has received. */
const texts: string[] = [];
const nobody = { kind: 'public', id: null } as const;

beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory, cases, surveys] });
  for (const room of [directory, cases]) await room.seedReference?.(city.app);
  city.app.services.get(channels).set('sms', {
    send: async (_app, { text }) => {
      texts.push(text);
      return { providerRef: newId() };
    },
  });
});
afterAll(() => city.close());

async function closedCase(phone: string | null): Promise<{ caseId: string; number: string }> {
  const caller = city.caller();
  const citizenId = await inTransaction(caller, ({ tx, now }) =>
    phone ? city.app.vault.citizenByPhone(tx, phone, now) : city.app.vault.newCitizen(tx, now),
  );
  const { contactId } = await openContact(caller, { channel: 'counter', citizenId });
  const [district] = await city.app.sql<{ code: string }[]>`select code from district limit 1`;
  const opened = await openCase(caller, {
    contactId,
    typeCode: 'pothole',
    place: { district: district?.code ?? '' },
    description: '路面有坑洞',
  });
  await city.settle();
  await closeCase(caller, { caseId: opened.caseId, ground: 'orderClosed' });
  await city.settle();
  return opened;
}

/** The code at the end of the survey link in the newest text message. */
function newestCode(): string {
  return /\/s\/([\w-]{16})/.exec(texts.at(-1) ?? '')?.[1] ?? 'no link';
}

test('a citizen is texted the number and code of the case, and a survey once it closes', async () => {
  const { number } = await closedCase('+886912345678');
  const [opened, survey] = texts.splice(0);
  expect(opened).toContain(number);
  const code = /查詢碼 (\d{6})/.exec(opened ?? '')?.[1];
  const tracked = await city.as(nobody).post('/api/track', { number, code });
  expect(tracked).toMatchObject({ status: 200, body: { number, state: 'closed' } });
  expect(survey).toMatch(/\/s\/[\w-]{16}$/);
});

test('the answer reaches the case, once, and its comment is read by the staff alone', async () => {
  const { caseId, number } = await closedCase('+886912345679');
  const page = `/api/surveys/${newestCode()}`;
  expect((await city.as(nobody).get(page)).body).toMatchObject({
    state: 'open',
    caseNumber: number,
  });
  const answer = { score: 5, comment: '很快就修好了' };
  expect((await city.as(nobody).post(`${page}/answer`, answer)).status).toBe(200);
  expect((await city.as(nobody).get(page)).body).toMatchObject({ state: 'answered', score: 5 });
  const again = await city.as(nobody).post(`${page}/answer`, { score: 1 });
  expect(again).toMatchObject({ status: 409, body: { code: 'already_answered' } });

  const supervisor = {
    kind: 'user',
    id: newId(),
    role: 'supervisor',
    agencyId: null,
    sessionId: newId(),
  } as const;
  const staff = city.as(supervisor);
  expect((await staff.get(`/api/cases/${caseId}`)).body.satisfaction).toBe(5);
  expect((await staff.get(`/api/cases/${caseId}/survey-answer`)).body).toMatchObject(answer);
  expect((await city.as(nobody).get(`/api/cases/${caseId}/survey-answer`)).status).toBe(401);
});

test('after fourteen days the survey has ended, to the millisecond', async () => {
  await closedCase('+886912345680');
  const page = `/api/surveys/${newestCode()}`;
  const { expiresAt } = (await city.as(nobody).get(page)).body;
  city.clock.set(expiresAt);
  expect((await city.as(nobody).get(page)).body.state).toBe('open');
  city.clock.advance({ milliseconds: 1 });
  const late = await city.as(nobody).post(`${page}/answer`, { score: 4 });
  expect(late).toMatchObject({ status: 409, body: { code: 'survey_expired' } });
});

test('a citizen who left no number is not asked, and a code that opens nothing is a 404', async () => {
  texts.splice(0);
  await closedCase(null);
  expect(texts).toEqual([]);
  expect((await city.as(nobody).get('/api/surveys/abcdefghijklmnop')).status).toBe(404);
});

test.each([
  ['no score', {}, 'score'],
  ['six of five', { score: 6 }, 'score'],
  ['half a score', { score: 2.5 }, 'score'],
  ['an endless comment', { score: 3, comment: 'x'.repeat(1001) }, 'comment'],
])('an answer with %s is refused, naming the field', async (_what, body, field) => {
  const refused = await city.as(nobody).post('/api/surveys/abcdefghijklmnop/answer', body);
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_input', field } });
});
