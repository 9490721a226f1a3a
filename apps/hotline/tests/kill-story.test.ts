import { type HotlineProcess, startHotlineProcess } from '@1999/e2e/support/hotline-process';
import { until, verifyJournal } from '@1999/platform/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedUrl, halfDone } from './support/half-done.ts';
import { httpFace } from './support/http-face.ts';
import { type OutsideCarrier, startOutsideCarrier } from './support/outside-carrier.ts';
import { Story, surveyCodeIn } from './support/story.ts';

const TOKEN = 'the carrier and the hotline know this';
/** A try that the killed process had in hand is taken over after 30 s. */
const TAKEN_OVER_WITHIN = 45_000;
let carrier: OutsideCarrier;
let hotline: HotlineProcess;
let story: Story;
/** A call whose carrier forgets it while the server is down. */
let lost: Story;
beforeAll(async () => {
  carrier = await startOutsideCarrier();
  hotline = await startHotlineProcess({ TWILIO_API_URL: carrier.url, TWILIO_AUTH_TOKEN: TOKEN });
  story = new Story(httpFace(hotline.url, TOKEN));
  lost = new Story(httpFace(hotline.url, TOKEN));
}, 90_000);
afterAll(async () => {
  await hotline?.stop();
  carrier?.close();
});

const callOf = async (one: Story) => {
  const calls = await story.as('supervisor1', 'GET', '/api/calls');
  return calls.find((row: { callId: string }) => row.callId === one.callId);
};
const order = () => story.as('agency1', 'GET', `/api/orders/${story.orderId}`);
const file = () => story.as('agent1', 'GET', `/api/cases/${story.caseId}`);
const surveyCode = () => surveyCodeIn(carrier.heard);

/** Each step of the story, and what must be there after the power cut that follows it. */
const steps: [string, () => Promise<void>, () => Promise<void>][] = [
  [
    'the call arrived',
    () => story.callArrives(),
    async () => {
      const calls = await story.as('supervisor1', 'GET', '/api/calls');
      expect(calls).toHaveLength(1);
      expect(calls[0].endedAt).toBeNull();
    },
  ],
  [
    'it was queued',
    () => story.choosesInTheMenu(),
    async () => {
      expect(await callOf(story)).toMatchObject({ state: 'queued', topic: 'report' });
      expect(await story.as('supervisor1', 'GET', '/api/queue')).toMatchObject({ waiting: 1 });
    },
  ],
  [
    'an agent answered',
    () => story.agentAnswers(),
    async () => {
      const { call } = await story.as('agent1', 'GET', '/api/calls/current');
      expect(call).toMatchObject({ callId: story.callId, state: 'connected' });
    },
  ],
  [
    'the case was opened',
    async () => {
      await story.caseIsOpened();
      await lost.callArrives();
      await lost.choosesInTheMenu();
    },
    async () => {
      expect(await file()).toMatchObject({ state: 'open', number: story.caseNumber });
      await story.as('agent1', 'GET', `/api/drafts/${story.callId}`);
      expect(await callOf(lost)).toMatchObject({ state: 'queued' });
    },
  ],
  [
    'the order was issued',
    async () => {
      await story.orderIsIssued();
      await forget(lost);
    },
    async () => {
      expect(await order()).toMatchObject({ state: 'issued' });
      const about = `/api/deliveries?refId=${story.orderId}`;
      const told = () => story.as('supervisor1', 'GET', about);
      await until(async () => {
        const voice = (await told()).filter((one: { channel: string }) => one.channel === 'voice');
        return voice.length > 0 && voice[0].state !== 'queued';
      }, TAKEN_OVER_WITHIN);
      await until(async () => (await callOf(lost)).state === 'ended', TAKEN_OVER_WITHIN);
      expect((await callOf(lost)).endReason).toBe('unknown');
    },
  ],
  [
    'the agency acknowledged',
    () => story.agencyAcknowledges(),
    async () => expect(await order()).toMatchObject({ state: 'acknowledged' }),
  ],
  [
    'the call was wrapped up',
    () => story.callIsWrappedUp(),
    async () => {
      expect(await callOf(story)).toMatchObject({ state: 'ended', endReason: 'completed' });
      expect((await callOf(story)).wrapUpCode).not.toBeNull();
    },
  ],
  [
    'the agency reported',
    async () => {
      await story.agencyUploads();
      await story.agencyReports();
    },
    async () => {
      expect(await order()).toMatchObject({ state: 'reported', photoIds: [story.photoId] });
      await story.as('agency1', 'GET', `/api/attachments/${story.photoId}`);
    },
  ],
  [
    'the order was closed, and the case with it',
    () => story.agencyCloses(),
    async () => {
      expect(await order()).toMatchObject({ state: 'closed' });
      expect(await file()).toMatchObject({ state: 'closed' });
    },
  ],
  [
    'the citizen was asked how it went',
    () => until(() => surveyCode() !== undefined, 20_000),
    async () => {
      const asked = await story.as(null, 'GET', `/api/surveys/${surveyCode()}`);
      expect(asked).toMatchObject({ state: 'open', caseNumber: story.caseNumber });
    },
  ],
  [
    'the citizen answered',
    () => story.citizenAnswersSurvey(String(surveyCode())),
    async () => {
      const answer = `/api/cases/${story.caseId}/survey-answer`;
      expect(await story.as('agent1', 'GET', answer)).toMatchObject({ score: 5 });
      const { state } = await story.as(null, 'GET', `/api/surveys/${surveyCode()}`);
      expect(state).toBe('answered');
    },
  ],
];

/** The carrier loses a call, and the time to ask it comes while the server is down. */
async function forget(one: Story): Promise<void> {
  carrier.forgotten.add(one.callSid);
  const owner = postgres(await embeddedUrl(hotline.dataDir), { max: 1, onnotice: () => {} });
  await owner`update call set check_at = now() + interval '1 second' where id = ${one.callId}`;
  await owner.end();
}

describe('the server is killed right after', () => {
  test.each(steps)(
    '%s: it is there after the restart, nothing is half done, the story goes on',
    async (_what, step, seen) => {
      await step();
      await hotline.kill();
      await hotline.start();
      await seen();
      expect(await halfDone(await embeddedUrl(hotline.dataDir))).toEqual([]);
    },
    100_000,
  );
});

test('after all that the journal is whole, and nobody was invited twice', async () => {
  const url = await embeddedUrl(hotline.dataDir);
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await until(async () => {
    const [row] = await owner<{ n: number }[]>`select count(*)::int as n from journal_inbox`;
    return row?.n === 0;
  });
  expect((await verifyJournal(owner)).faults).toEqual([]);
  const invited = await owner`select from journal where type = 'survey.invited'`;
  expect(invited).toHaveLength(1);
  const failures = await owner`select * from reaction_failure`;
  expect([...failures]).toEqual([]);
  await owner.end();
});
