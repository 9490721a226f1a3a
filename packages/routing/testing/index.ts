import { type Actor, newId } from '@1999/platform';
import type { TestApp, TestClient } from '@1999/platform/testing';

/** An agent of a test: signed in, with skills, and a client to speak as. */
export interface TestAgent extends TestClient {
  readonly id: string;
  readonly actor: Extract<Actor, { kind: 'user' }>;
}

/** A signed-in person with skills, written straight into the directory's tables. */
export async function someAgent(
  city: TestApp,
  skills: readonly string[] = ['zh'],
  role: 'agent' | 'supervisor' = 'agent',
): Promise<TestAgent> {
  const id = newId();
  const { sql } = city.app;
  await sql`insert into app_user
    (id, username, display_name, role, locale, password_hash, created_at)
    values (${id}, ${`u${id}`}, '測試', ${role}, 'zh-Hant-TW', '-', now())`;
  for (const code of skills) {
    await sql`insert into skill (code, kind, name_zh, name_en)
      values (${code}, 'language', ${code}, ${code}) on conflict do nothing`;
    await sql`insert into user_skill (user_id, skill_code) values (${id}, ${code})`;
  }
  const actor = { kind: 'user', id, role, agencyId: null, sessionId: newId() } as const;
  return { id, actor, ...city.as(actor) };
}

/** An agent who has just gone ready. */
export async function readyAgent(city: TestApp, skills?: readonly string[]): Promise<TestAgent> {
  const agent = await someAgent(city, skills);
  const answer = await agent.put('/api/agents/me/state', { state: 'ready' });
  if (answer.status !== 200) throw new Error(`not ready: ${JSON.stringify(answer.body)}`);
  return agent;
}
