import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { startTestApp, type TestApp, testConfig } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import type { TestAgent } from '@1999/routing/testing';
import { expect } from 'vitest';
import { telephony } from '../index.ts';
import type { Outside } from './outside.ts';
import { PhoneLine } from './phone-line.ts';

/** The rooms that a telephone call passes through. */
export const modules = [messaging, directory, cases, routing, telephony];

/** A city whose telephone carrier is `carrier`, which has been asked nothing yet. */
export function startPhoneCity(carrier: Outside): Promise<TestApp> {
  carrier.requests.length = 0;
  const twilio = { ...testConfig().twilio, apiUrl: carrier.url };
  return startTestApp({ modules, config: { twilio } });
}

/** A call as it is stored, by the carrier's name for it; empty where there is none. */
export async function rowOf({ app }: TestApp, sid: string) {
  const [row] = await app.sql`select * from call where provider_sid = ${sid}`;
  return row ?? {};
}

/** What has happened to a call, in order. */
export async function eventsOf({ app }: TestApp, callId: string): Promise<string[]> {
  const rows = await app.sql<{ type: string }[]>`
    select type from journal_all where subject_id = ${callId} order by position nulls last, seq`;
  return rows.map(({ type }) => type);
}

/** A caller who has chosen language and topic and waits in the queue. */
export async function waitingCaller(city: TestApp, from?: string): Promise<PhoneLine> {
  const line = await new PhoneLine(city, from).dial();
  await line.press('1');
  return line.press('2');
}

/** Answers what rings at an agent; the call's id. */
export async function answerOffer(agent: TestAgent): Promise<string> {
  const { body } = await agent.get('/api/offers/current');
  const taken = await agent.post(`/api/offers/${body.offer.offerId}/answer`);
  expect(taken.status).toBe(200);
  return taken.body.callId;
}
