import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { routing } from './index.ts';
import { readyAgent, someAgent } from './testing/index.ts';

let city: TestApp;
beforeEach(async () => {
  city = await startTestApp({ modules: [messaging, directory, routing] });
});
afterEach(() => city.close());

test('the silent key alarms the supervisors until one of them answers', async () => {
  const agent = await readyAgent(city);
  const [boss, other] = [
    await someAgent(city, [], 'supervisor'),
    await someAgent(city, [], 'supervisor'),
  ];
  const first = await agent.post('/api/agents/me/help');
  expect(first.status).toBe(201);
  expect((await agent.post('/api/agents/me/help')).body).toEqual(first.body);
  const { helpId } = first.body;
  expect((await boss.get('/api/help-calls')).body).toMatchObject([
    { helpId, agentId: agent.id, callId: null },
  ]);
  expect((await boss.post(`/api/help-calls/${helpId}/answer`)).status).toBe(204);
  expect((await boss.post(`/api/help-calls/${helpId}/answer`)).status).toBe(204);
  expect((await other.post(`/api/help-calls/${helpId}/answer`)).body).toMatchObject({
    code: 'help_answered',
  });
  expect((await boss.get('/api/help-calls')).body).toEqual([]);
  // The next time it is another call for help.
  expect((await agent.post('/api/agents/me/help')).body.helpId).not.toBe(helpId);
  await city.settle();
  const rows = await city.app
    .sql`select type from journal where type like 'agent.help%' order by position`;
  expect(rows.map(({ type }) => type)).toEqual([
    'agent.helpAsked',
    'agent.helpAsked',
    'agent.helpAnswered',
    'agent.helpAsked',
  ]);
  expect((await agent.get('/api/help-calls')).status).toBe(403);
});
