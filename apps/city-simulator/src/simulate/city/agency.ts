import { OrderRow, OrderView } from '@1999/dispatch/contract';
import { z } from 'zod';
import { closingGround, drawAgencyPlan, VOICE_PATIENCE_MS } from '../domain/agency-plan.ts';
import { Api, ApiProblem } from '../outside/api.ts';
import { listen } from '../outside/live.ts';
import { drawPhoto } from '../outside/photo.ts';
import { type KnownOrder, signalOnce, type World } from './world.ts';

/** How long the end of a simulation waits for the survey of a case that was just closed. */
const SURVEY_MS = 25_000;
const anything = z.unknown();
const Uploaded = z.object({ attachmentId: z.string() });

/**
 * One agency with its app open: learns of each order as it is issued, and acknowledges, arrives,
 * reports with a photo and closes, or not, as the order's plan says.
 */
export async function agencysDuty(world: World, username: string): Promise<void> {
  const api = await new Api(world.url, world.scheduler).signIn(username);
  const startedAt = world.scheduler.now();
  const take = (orderId: string) => {
    if (world.orders.has(orderId)) return;
    world.track(learnAndWork(world, api, orderId));
  };
  const stop = listen(api, [`agency:${api.user.agencyId}`], {
    event: ({ type, subjectId }) => {
      if (type === 'order.issued') take(subjectId);
      if (type === 'order.acknowledged') world.orders.get(subjectId)?.noteAcknowledged();
    },
    resync: () => {
      const open = api.get('/api/orders?state=issued&limit=500', z.array(OrderRow));
      world.track(
        open.then((orders) => {
          for (const { id, issuedAt } of orders) if (Date.parse(issuedAt) > startedAt) take(id);
        }),
      );
    },
  });
  const home = Promise.withResolvers<void>();
  world.over.signal.addEventListener('abort', () => home.resolve());
  await home.promise;
  stop();
  api.close();
}

async function learnAndWork(world: World, api: Api, orderId: string): Promise<void> {
  const acknowledged = signalOnce();
  const view = await api.get(`/api/orders/${orderId}`, OrderView);
  if (world.orders.has(orderId)) return;
  const order: KnownOrder = {
    id: orderId,
    digits: view.number.slice(-5),
    caseId: view.caseId,
    plan: drawAgencyPlan(world.random.of(`order ${view.number}`), view.danger),
    acknowledged: false,
    done: false,
    onAcknowledged: acknowledged.promise,
    noteAcknowledged: () => {
      order.acknowledged = true;
      acknowledged.done();
    },
  };
  world.know(order);
  try {
    await workOrder(world, api, order);
  } catch (error) {
    // Somebody else (a person at a screen) moved the order: it is theirs now.
    if (!(error instanceof ApiProblem && error.status === 409)) throw error;
    world.ledger.problem(`an order moved under its agency: ${error.message}`);
  }
}

/** Each step as planned; everybody going home stops between two of them. */
async function workOrder(world: World, api: Api, order: KnownOrder): Promise<void> {
  const { plan } = order;
  const move = (door: string, body?: unknown) =>
    api.post(`/api/orders/${order.id}/${door}`, body, anything);
  if (plan.acknowledges === 'never') return;
  if (plan.acknowledges === 'voice') {
    await Promise.race([order.onAcknowledged, world.pause(VOICE_PATIENCE_MS)]);
  } else {
    await world.pause(plan.acknowledgeAfterMs);
  }
  if (world.over.signal.aborted) return;
  if (plan.acknowledges === 'app' || !order.acknowledged) {
    await move('acknowledgement');
    order.noteAcknowledged();
    world.ledger.orderAcknowledged(order.id, 'app');
  }
  if (!plan.works || !(await world.pause(plan.arriveAfterMs))) return;
  if (plan.handsOff) {
    const handedAt = new Date(world.scheduler.now() - 1_000).toISOString();
    await move('handoff', { body: 'police', officer: '勤務中心值班員', handedAt });
  } else if (plan.arrives) {
    await move('arrival');
  }
  if (!(await world.pause(plan.reportAfterMs))) return;
  const photoIds = plan.photo ? [await uploadPhoto(world, api, order)] : [];
  order.done = true;
  await move('report', { text: '已派員到場處理完成，現場恢復正常。', photoIds });
  if (!(await world.pause(plan.closeAfterMs))) return;
  await move('closure', { ground: closingGround(plan) });
  world.ledger.orderClosed(order.id);
  const reporter = world.reporters.get(order.caseId);
  if (reporter) world.track(Promise.race([reporter.surveyDone, world.pause(SURVEY_MS)]));
}

async function uploadPhoto(world: World, api: Api, order: KnownOrder): Promise<string> {
  const photo = await drawPhoto(world.random.of(`photo ${order.digits}`));
  const path = `/api/attachments?caseId=${order.caseId}`;
  return (await api.upload(path, photo, Uploaded)).attachmentId;
}
