import { randomUUID } from 'node:crypto';
import { AgentPresence, SIGN_OF_LIFE_SECONDS } from '@1999/routing/contract';
import {
  AnsweredOffer,
  type CallOffer,
  CallOfferAnswer,
  ClientToken,
  CurrentCallAnswer,
} from '@1999/telephony/contract';
import { z } from 'zod';
import { drawAgentPlan, wrapUpCodeFor } from '../domain/agent-plan.ts';
import { Api, ApiProblem } from '../outside/api.ts';
import { listen } from '../outside/live.ts';
import { Bell } from './bell.ts';
import { recordCase } from './record-case.ts';
import type { Caller, World } from './world.ts';

const LOOK_MS = 5_000;
/** Somebody who is not one of ours, at /phone, is listened to for so long. */
const STRANGER_MS = 60_000;
const anything = z.unknown();

/** One agent's shift: signs in, goes ready, takes the calls that are offered, until all go home. */
export async function agentsShift(world: World, nth: number): Promise<void> {
  const api = await new Api(world.url, world.scheduler).signIn(`agent${nth}`);
  const bell = new Bell(world);
  const stopListening = listen(api, [`agent:${api.user.id}`], {
    event: () => bell.ring(),
    resync: () => bell.ring(),
  });
  world.runBeside(signsOfLife(world, api));
  try {
    await leaveNothingBehind(world, api);
    await setState(api, 'ready');
    while (!world.over.signal.aborted) {
      const busy = await lookAndWork(world, api).catch(noteIn(world));
      if (!busy) await bell.rung(LOOK_MS);
    }
  } finally {
    await leaveNothingBehind(world, api).catch(noteIn(world));
    await setState(api, 'offline').catch(noteIn(world));
    stopListening();
    api.close();
  }
}

/** Takes the offer that rings, or comes back after one that was missed; says whether one rang. */
async function lookAndWork(world: World, api: Api): Promise<boolean> {
  const { offer } = await api.get('/api/offers/current', CallOfferAnswer);
  if (offer) await takeOffer(world, api, offer);
  else await comeBack(api);
  return offer !== null;
}

async function signsOfLife(world: World, api: Api): Promise<void> {
  while (await world.pause(SIGN_OF_LIFE_SECONDS * 1000)) {
    await api.post('/api/agents/me/sign-of-life', undefined, anything).catch(noteIn(world));
  }
}

/** A call of an earlier shift that was never wrapped up keeps an agent from being ready. */
async function leaveNothingBehind(world: World, api: Api): Promise<void> {
  const { call } = await api.get('/api/calls/current', CurrentCallAnswer);
  if (call) await finish(world, api, call.callId, 'other', 0);
}

/** Back to ready after a ring that was not answered. */
async function comeBack(api: Api): Promise<void> {
  const { state } = await api.get('/api/agents/me/state', AgentPresence);
  if (['notAnswering', 'wrapUp', 'offline'].includes(state)) await setState(api, 'ready');
}

function setState(api: Api, state: 'ready' | 'offline'): Promise<unknown> {
  return api.put('/api/agents/me/state', { state }, AgentPresence);
}

/** Answers, talks, writes the case, ends the call and wraps up; or lets it ring. */
async function takeOffer(world: World, api: Api, offer: CallOffer): Promise<void> {
  const plan = drawAgentPlan(world.random.of(`offer ${offer.offerId}`));
  // Simulated agents have no voice: a person whose voice comes to us is left to a person.
  if (offer.provider !== 'twilio') {
    await api.post(`/api/offers/${offer.offerId}/decline`, undefined, anything).catch(isGone);
    return;
  }
  if (!plan.answers) {
    await ringsOut(world, api);
    return;
  }
  if (!(await world.pause(plan.answerAfterMs))) return;
  const call = await api
    .post(`/api/offers/${offer.offerId}/answer`, undefined, AnsweredOffer)
    .catch(isGone);
  if (!call) return;
  const caller = world.callers.get(offer.citizen.phone?.slice(-3) ?? '');
  world.ledger.callAnswered(caller?.entry);
  caller?.meet();
  let code = 'other';
  try {
    await join(api, call.callId);
    code = await talk(world, api, offer, caller, plan.issuesOrder);
  } finally {
    await finish(world, api, call.callId, code, plan.wrapUpMs);
  }
}

/** The agent is away until the routing notices. */
async function ringsOut(world: World, api: Api): Promise<void> {
  for (;;) {
    const { state } = await api.get('/api/agents/me/state', AgentPresence);
    if (state !== 'ringing' || !(await world.pause(LOOK_MS))) return;
  }
}

/** Joins the caller as the console does: by the carrier's own client. */
async function join(api: Api, callId: string): Promise<void> {
  const client = await api.post('/api/calls/client-token', {}, ClientToken);
  if (!client.carrierUrl) throw new Error('the carrier has no client of its own');
  const { identity, token } = client;
  const body = { identity, token, params: { callId } };
  await api.post(`${client.carrierUrl}/client/calls`, body, anything);
}

/** The conversation; what comes of it, as a wrap-up code. */
async function talk(
  world: World,
  api: Api,
  offer: CallOffer,
  caller: Caller | undefined,
  issuesOrder: boolean,
): Promise<string> {
  if (!caller) {
    await world.pause(STRANGER_MS);
    return 'other';
  }
  const { need, talkMs, name } = caller.plan;
  await world.pause(talkMs / 3);
  const { citizenId } = offer.citizen;
  await api.get(`/api/citizens/${citizenId}/history`, anything);
  if (!need) {
    await Promise.race([world.pause((talkMs * 2) / 3), caller.gone]);
    return wrapUpCodeFor(need, false, false);
  }
  if (name) await api.patch(`/api/citizens/${citizenId}`, { name });
  const danger = world.reference.types.some((one) => one.code === need.typeCode && one.danger);
  const told = await recordCase(world, api, {
    contactId: offer.contactId,
    need,
    order: danger || issuesOrder,
    onCase: caller.recorded,
    pauseMs: talkMs / 3,
  });
  await Promise.race([world.pause(talkMs / 3), caller.gone]);
  return wrapUpCodeFor(need, true, told.ordered);
}

/** Ends the call if it still stands, takes a breath, and says what it was about. */
async function finish(
  world: World,
  api: Api,
  callId: string,
  code: string,
  breathMs: number,
): Promise<void> {
  const end = { commandId: randomUUID(), type: 'endCall' };
  await api.post(`/api/calls/${callId}/commands`, end, anything);
  await world.pause(breathMs);
  await api.post(`/api/calls/${callId}/wrap-up`, { code }, anything);
}

/** The caller hung up, or the ring went on to somebody else: nothing to do. */
function isGone(error: unknown): undefined {
  if (error instanceof ApiProblem && [404, 409].includes(error.status)) return undefined;
  throw error;
}

function noteIn(world: World): (error: unknown) => void {
  return (error) => world.ledger.problem((error as Error).message);
}
