import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type HotlineProcess, startHotlineProcess } from '@1999/e2e/support/hotline-process';
import { until, verifyJournal } from '@1999/platform/testing';
import postgres, { type Sql } from 'postgres';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { halfDone } from './support/half-done.ts';
import { httpFace } from './support/http-face.ts';
import { type OutsideCarrier, startOutsideCarrier } from './support/outside-carrier.ts';
import {
  endBackends,
  type PostgresServer,
  startPostgresServer,
} from './support/postgres-server.ts';
import { type Face, Story, surveyCodeIn } from './support/story.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const TOKEN = 'the carrier and the hotline know this';
const PATIENCE = 30_000;

test.each(['web', 'worker', 'web,worker'])(
  'ROLES=%s without DATABASE_URL says what is missing and ends',
  async (ROLES) => {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [MAIN], { env: { PATH, ROLES, PORT: '0' } });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const [said, code] = await Promise.all([text(child.stderr), ended]);
    expect(code).toBe(1);
    expect(said).toContain('DATABASE_URL');
  },
);

interface Change {
  readonly position: number;
  readonly type: string;
  readonly subjectId: string;
}

describe('two web and two worker processes on one PostgreSQL server', () => {
  let server: PostgresServer;
  let carrier: OutsideCarrier;
  let owner: Sql;
  let webs: HotlineProcess[] = [];
  let workers: HotlineProcess[] = [];
  const sockets: Socket[] = [];
  const heard: Change[][] = [[], []];
  let story: Story;

  beforeAll(async () => {
    server = await startPostgresServer(inject('postgresUrl'));
    carrier = await startOutsideCarrier();
    owner = postgres(server.url, { max: 2, onnotice: () => {} });
    const secret = () => randomBytes(32).toString('base64');
    const env = {
      DATABASE_URL: server.url,
      TWILIO_API_URL: carrier.url,
      TWILIO_AUTH_TOKEN: TOKEN,
      TOKEN_SECRET: secret(),
      VAULT_MASTER_KEY: secret(),
      BLIND_INDEX_KEY: secret(),
      MEDIA_SECRET: secret(),
    };
    // All at once on an empty database: each of them would migrate it.
    const roles = ['web', 'web', 'worker', 'worker'];
    const started = await Promise.all(roles.map((ROLES) => startHotlineProcess({ ...env, ROLES })));
    webs = started.slice(0, 2);
    workers = started.slice(2);
    story = new Story(byTurns(webs));
    await until(
      () => story.as('supervisor1', 'GET', '/api/me').then(Boolean, () => false),
      PATIENCE,
    );
    const body = { username: 'supervisor1', password: 'demo1999' };
    const { accessToken: token } = await story.as(null, 'POST', '/api/session', body);
    for (const [index, web] of webs.entries()) {
      const socket = io(web.url, { transports: ['websocket'], auth: { token } });
      sockets.push(socket);
      socket.on('event', (change: Change) => heard[index]?.push(change));
      // As the web apps do: whoever has to connect anew goes on after what was heard last.
      await new Promise<void>((resolve, reject) => {
        socket.on('connect', () => {
          const after = heard[index]?.at(-1)?.position ?? null;
          const wanted = { topics: ['orders', 'queue', 'board'], after };
          socket
            .timeout(PATIENCE)
            .emitWithAck('subscribe', wanted)
            .then(() => resolve(), reject);
        });
      });
    }
  }, 120_000);

  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await Promise.all([...webs, ...workers].map((one) => one.stop()));
    await owner?.end();
    carrier?.close();
    await server?.stop();
  }, 60_000);

  test('stand on a server of version 15 or newer that was migrated once', async () => {
    expect(Number.parseInt(server.version, 10)).toBeGreaterThanOrEqual(15);
    expect(await owner`select from agency where code = 'pwb-maintenance'`).toHaveLength(1);
    expect(await owner`select from app_user where username = 'agent1'`).toHaveLength(1);
  });

  test('the story goes through both, and a socket on each hears every event once, in order', async () => {
    await story.callArrives();
    await story.choosesInTheMenu();
    await story.agentAnswers();
    await story.caseIsOpened();
    await story.orderIsIssued();
    await story.callIsWrappedUp();
    await story.agencyAcknowledges();
    await story.agencyUploads();
    await story.agencyReports();
    await story.agencyCloses();
    await until(() => surveyCodeIn(carrier.heard) !== undefined, PATIENCE);
    await story.citizenAnswersSurvey(String(surveyCodeIn(carrier.heard)));
    await until(async () => {
      const [row] = await owner<{ n: number }[]>`
        select count(*)::int as n from journal where type = 'survey.answered'`;
      return row?.n === 1;
    }, PATIENCE);
    const url = '/api/changes?after=0&topics=orders,queue,board';
    const { changes } = await story.as('supervisor1', 'GET', url);
    const told = onlyOf(story.orderId, changes);
    expect(told.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['order.issued', 'order.acknowledged', 'order.closed']),
    );
    const last = changes.at(-1).position;
    for (const socketHeard of heard) {
      await until(() => socketHeard.some(({ position }) => position >= last), PATIENCE);
      const positions = socketHeard.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
      expect(onlyOf(story.orderId, socketHeard)).toEqual(told);
    }
    expect(heard[0]).toEqual(heard[1]);
  }, 90_000);

  test('a worker is killed in mid-work: no deadline and no delivery is lost or repeated', async () => {
    await owner`insert into dispatch_policy (kind, danger, version, within_seconds, calendar,
        warn_percents, assumed, valid_from)
      select kind, danger, version + 1, 3, calendar, warn_percents, assumed, valid_from
      from dispatch_policy where kind = 'acknowledge'`;
    const told = carrier.heard.length;
    const orders: string[] = [];
    for (let n = 0; n < 6; n++) {
      const { matterId, caseId } = await anotherCase();
      story.caseId = caseId;
      story.matterId = matterId;
      await story.orderIsIssued();
      orders.push(story.orderId);
    }
    await until(() => carrier.heard.length > told, PATIENCE);
    await workers[0]?.kill();
    let waiting: object[] = orders.map((id) => ({ id }));
    await until(async () => {
      waiting = await owner`
        select order_id as id, 'clock' as what, next_at as at, null as attempts
        from order_clock where order_id in ${owner(orders)} and kind = 'acknowledge'
          and breached_at is null
        union all
        select id, state, next_try_at, attempts from (
          select distinct on (ref_id) * from delivery
          where ref_id in ${owner(orders)} and channel = 'voice' order by ref_id, queued_at) d
        where call_id is null`;
      return waiting.length === 0;
    }, 60_000).catch(() => {});
    expect([...waiting]).toEqual([]);
    const breaches = await owner<{ id: string; n: number }[]>`
      select payload->>'orderId' as id, count(*)::int as n from journal_all
      where type = 'clock.breached' and payload->>'kind' = 'acknowledge' group by 1`;
    expect(breaches.map(({ id }) => id).toSorted()).toEqual(orders.toSorted());
    expect(breaches.every(({ n }) => n === 1)).toBe(true);
    const early = await owner`select from order_clock where recorded_at <= due_at`;
    expect(early).toHaveLength(0);
    const rung = await owner<{ n: number }[]>`
      select count(distinct ref_id)::int as n from delivery
      where ref_id in ${owner(orders)} and channel = 'voice' and call_id is not null`;
    expect(rung[0]?.n).toBe(orders.length);
  }, 120_000);

  test('its connections are ended, then the server goes and returns: all serve again within 2 s', async () => {
    const processes = [...webs, ...workers.slice(1)];
    const ready = async ({ url }: HotlineProcess) =>
      (await fetch(`${url}/ready`).catch(() => null))?.ok === true;
    const allServe = () => Promise.all(processes.map((one) => until(() => ready(one), 2_000)));
    await endBackends(server.url);
    await allServe();
    await server.restart();
    await allServe();
    expect(await story.as('supervisor1', 'GET', '/api/me')).toMatchObject({ role: 'supervisor' });
  }, 60_000);

  test('and nothing is half done, and the journal is whole', async () => {
    expect(await halfDone(server.url)).toEqual([]);
    await until(async () => (await owner`select from journal_inbox`).length === 0, PATIENCE);
    expect((await verifyJournal(owner)).faults).toEqual([]);
  });

  const anotherCase = () => {
    const place = { district: '64000050', address: '建國三路 1 號' };
    const body = { contactId: story.contactId, typeCode: 'pothole', place, description: '有洞' };
    return story.as('agent1', 'POST', '/api/cases', body);
  };
});

const onlyOf = (orderId: string, changes: readonly Change[]) =>
  changes.filter(({ subjectId }) => subjectId === orderId);

/** One face over several processes: each request goes to the next of them. */
function byTurns(processes: readonly HotlineProcess[]): Face {
  const faces = processes.map(({ url }) => httpFace(url, TOKEN));
  let turn = 0;
  const [first] = faces;
  if (!first) throw new Error('no process');
  return {
    ...first,
    request: (request) => {
      // A web hook is signed for the address of the first; a load balancer would keep it.
      const signed = 'x-twilio-signature' in request.headers;
      const face = signed ? first : (faces[turn++ % faces.length] ?? first);
      return face.request(request);
    },
  };
}
