import { directory, users } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { type Actor, newId, seedCity } from '@1999/platform';
import { startTestApp, type TestApp, type TestClient } from '@1999/platform/testing';
import { cases } from '../index.ts';

export type User = Extract<Actor, { kind: 'user' }>;

/** The demo city with its cases room, for tests. */
export interface CaseCity extends TestApp {
  readonly actor: (username: string) => Promise<User>;
  readonly signedIn: (username: string) => Promise<TestClient>;
  /** A citizen with name and number, and a contact by telephone. */
  readonly citizen: (phone: string) => Promise<{ citizenId: string; contactId: string }>;
  /** A case of that contact, opened by agent1 through HTTP. */
  readonly openCase: (contactId: string, change?: object) => Promise<OpenedCase>;
}

export interface OpenedCase {
  readonly caseId: string;
  readonly number: string;
  readonly matterId: string;
}

/** What an agent records in most tests. */
export const report = {
  typeCode: 'pothole',
  place: {
    district: '64000080',
    village: '福居里',
    address: '四維三路2號',
    landmark: '市府前',
    lat: 22.62075,
    lng: 120.31204,
  },
  description: '王小明說門口有坑洞，電話0912345678',
  answers: { size: '臉盆大', lane: 'slow' },
};

/** Starts the city; close it after the tests. */
export async function caseCity(): Promise<CaseCity> {
  const modules = [messaging, directory, cases];
  // As from behind a proxy, so that a test can speak from several addresses.
  const city = await startTestApp({ modules, config: { trustProxy: ['loopback'] } });
  await seedCity(city.app, modules);
  const actor = async (username: string): Promise<User> => {
    const user = (await users(city.app.db)).find((one) => one.username === username);
    if (!user) throw new Error(`no user ${username}`);
    return {
      kind: 'user',
      id: user.id,
      role: user.role,
      agencyId: user.agencyId,
      sessionId: newId(),
    };
  };
  const signedIn = async (username: string) => city.as(await actor(username));
  return {
    ...city,
    actor,
    signedIn,
    citizen: async (phone) => {
      const { vault, db, clock } = city.app;
      const citizenId = await db.transaction(async (tx) => {
        const id = await vault.citizenByPhone(tx, phone, clock.now());
        await vault.put(tx, id, { name: '王小明' }, clock.now());
        return id;
      });
      const agent = await signedIn('agent1');
      const made = await agent.post('/api/contacts', { channel: 'phone', citizenId });
      return { citizenId, contactId: made.body.contactId };
    },
    openCase: async (contactId, change = {}) => {
      const agent = await signedIn('agent1');
      const answer = await agent.post('/api/cases', { contactId, ...report, ...change });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
  };
}
