import { addAttachment, cases, openCase, openContact, preparePhoto } from '@1999/cases';
import { agencies, directory, dutyContactPhone, dutyContacts, users } from '@1999/directory';
import type { Agency, DutyLevel } from '@1999/directory/contract';
import { messaging } from '@1999/messaging';
import { type Actor, inTransaction, newId, seedCity } from '@1999/platform';
import {
  startTestApp,
  type TestAnswer,
  type TestApp,
  type TestClient,
} from '@1999/platform/testing';
import sharp from 'sharp';
import type { ClockKind, ClockView, OrderView } from '../contract.ts';
import { dispatch } from '../index.ts';
import { ScriptedCarrier } from './scripted-carrier.ts';

export interface City extends TestApp {
  readonly carrier: ScriptedCarrier;
  readonly agencies: readonly Agency[];
  agency(code: string): Agency;
  /** The HTTP client of `agent1`, `agency1`, `supervisor1`, … */
  who(username: string): TestClient;
  /** The HTTP client of the agency's own account. */
  agencyClient(code: string): TestClient;
  /** A new case with one matter of a type, at a place. */
  openCase(typeCode?: string, at?: { lat: number; lng: number }): Promise<OpenedCase>;
  /** An order of a new case, issued by agent1 to an agency. */
  issue(options?: { type?: string; agency?: string; at?: Place }): Promise<OrderView>;
  /** A photo the agency has uploaded to the order's case; its attachment id. */
  photo(order: OrderView): Promise<string>;
  order(id: string): Promise<OrderView>;
  clockOf(id: string, kind: ClockKind): Promise<ClockView>;
  /** The journal's types about an order, its clocks and rounds, sealed or not, oldest first. */
  story(id: string): Promise<string[]>;
  /** Duty contacts of a level, in the order they are rung, with their numbers. */
  roster(code: string, level: DutyLevel): Promise<{ id: string; phone: string }[]>;
}

type Place = { lat: number; lng: number };
export interface OpenedCase {
  readonly caseId: string;
  readonly number: string;
  readonly matterId: string;
}

const modules = [messaging, directory, cases, dispatch];
/** 三民區. */
export const DISTRICT = '64000050';

/** The demo city on a database of its own, with a scripted carrier instead of a telephone line. */
export async function startCity(): Promise<City> {
  const test = await startTestApp({ modules });
  const { app } = test;
  await seedCity(app, modules);
  const carrier = new ScriptedCarrier();
  carrier.plugInto(app);
  const known = await agencies(app.db);
  const people = await users(app.db);
  const system = test.caller();
  const agency = (code: string) => found(known.find((one) => one.code === code));
  const clientOf = (user: (typeof people)[number]) => {
    const { id, role, agencyId } = user;
    return test.as({ kind: 'user', id, role, agencyId, sessionId: newId() } satisfies Actor);
  };
  const who = (username: string) =>
    clientOf(found(people.find((user) => user.username === username)));
  const city: City = {
    ...test,
    carrier,
    agencies: known,
    agency,
    who,
    agencyClient: (code) =>
      clientOf(found(people.find((user) => user.agencyId === agency(code).id))),
    openCase: async (typeCode = 'pothole', at) => {
      const citizenId = await inTransaction(system, ({ tx, now }) =>
        app.vault.citizenByPhone(tx, '+886912345678', now),
      );
      const { contactId } = await openContact(system, { channel: 'phone', citizenId });
      const place = { district: DISTRICT, address: '建國三路 123 號', ...at };
      const description = '路面有一個大洞,機車差點摔倒';
      return openCase(system, { contactId, typeCode, place, description });
    },
    issue: async ({ type, agency: code = 'pwb-maintenance', at } = {}) => {
      const { caseId, matterId } = await city.openCase(type, at);
      const body = { matterId, agencyId: agency(code).id };
      const issued = ok<{ id: string }>(
        await who('agent1').post(`/api/cases/${caseId}/orders`, body),
        201,
      );
      return city.order(issued.id);
    },
    photo: async (order) => {
      const create = { width: 32, height: 32, channels: 3 as const, background: '#a52' };
      const photo = await preparePhoto(await sharp({ create }).jpeg().toBuffer(), false);
      const { caseId, agencyId } = order;
      const input = { caseId, source: 'agency' as const, agencyId, photo };
      return (await addAttachment(system, input)).attachmentId;
    },
    order: async (id) => ok(await who('supervisor1').get(`/api/orders/${id}`)),
    clockOf: async (id, kind) =>
      found((await city.order(id)).clocks.findLast((one) => one.kind === kind)),
    story: async (id) => (await city.order(id)).timeline.map((line) => line.type),
    roster: async (code, level) => {
      const wanted = { agencyId: agency(code).id, level, at: app.clock.now() };
      const contacts = await dutyContacts(app.db, wanted);
      return Promise.all(contacts.map(async ({ id }) => ({ id, phone: await phoneOf(city, id) })));
    },
  };
  return city;
}

/** The body of an answer that must have succeeded. */
export function ok<T>(answer: TestAnswer, status = 200): T {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body as T;
}

async function phoneOf({ app }: City, contactId: string): Promise<string> {
  return found(await dutyContactPhone(app, app.db, contactId));
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new Error('the test looks for what is not there');
  return value;
}
