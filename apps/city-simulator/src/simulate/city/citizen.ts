import type { PhoneView } from '../../carrier/phone-api/contract.ts';
import type { CitizenPlan } from '../domain/citizen-plan.ts';
import { Telephone } from '../outside/telephone.ts';
import { answerSurveySms } from './survey-sms.ts';
import { type Caller, signalOnce, type World } from './world.ts';

/** Nobody listens to one question for longer. */
const QUESTION_MS = 40_000;
/** A line that stands for so long is broken off. */
const LONGEST_CALL_MS = 600_000;

/**
 * One citizen: dials 1999, presses the keys, waits, talks or hangs up early; and, when a case was
 * opened, answers the survey that comes by text message.
 */
export async function livingCitizen(
  world: World,
  number: string,
  plan: CitizenPlan,
): Promise<void> {
  const phone = new Telephone(world.url, number, world.scheduler);
  const suffix = number.slice(-3);
  const over = world.over.signal;
  try {
    await phone.until(() => true, 5_000, over);
    const oldMessages = new Set(phone.view?.messages.map((message) => message.sid));
    const sid = await phone.dial();
    const entry = world.ledger.callPlaced();
    const [met, gone, surveyDone] = [signalOnce(), signalOnce(), signalOnce()];
    const caller: Caller = {
      plan,
      entry,
      meet: met.done,
      gone: gone.promise,
      recorded: (caseId) => {
        world.reporters.set(caseId, { surveyDone: surveyDone.promise });
      },
    };
    world.callers.set(suffix, caller);
    const isOver = (view: PhoneView) => view.call?.sid === sid && view.call.over;
    const hangUp = async () => {
      entry.hungUp = true;
      await phone.hangUp(sid);
    };

    const enough = new AbortController();
    const waiting = AbortSignal.any([over, enough.signal]);
    const cancel = world.scheduler.after(plan.patienceMs, () => enough.abort());
    void met.promise.then(() => enough.abort());
    await pressKeys(phone, sid, plan, waiting);
    await phone.until(isOver, plan.patienceMs, waiting);
    cancel();
    if (!entry.answered && !isOverNow(phone, isOver)) await hangUp();
    else if (plan.hangsUpFirst) {
      await phone.until(isOver, plan.talkMs, over);
      if (!isOverNow(phone, isOver)) await hangUp();
    }
    await phone.until(isOver, LONGEST_CALL_MS, over);
    if (!isOverNow(phone, isOver)) await hangUp();
    gone.done();
    world.callers.delete(suffix);
    // The agent may still be writing the case down, and it closes long after the call.
    const afterwards =
      entry.answered && plan.need
        ? answerSurveySms(world, phone, plan.survey, oldMessages)
        : Promise.resolve();
    world.runBeside(
      afterwards.finally(() => {
        surveyDone.done();
        phone.close();
      }),
    );
  } catch (error) {
    phone.close();
    world.callers.delete(suffix);
    throw error;
  }
}

function isOverNow(phone: Telephone, isOver: (view: PhoneView) => boolean): boolean {
  return phone.view !== undefined && isOver(phone.view);
}

/** Hears each question, thinks, and presses the key for it. */
async function pressKeys(
  phone: Telephone,
  sid: string,
  plan: CitizenPlan,
  signal: AbortSignal,
): Promise<void> {
  let heard = 0;
  for (const key of plan.keys) {
    const asked = (view: PhoneView) => spoken(view, sid) > heard || view.call?.over === true;
    if (!(await phone.until(asked, QUESTION_MS, signal))) return;
    heard = phone.view ? spoken(phone.view, sid) : heard;
    if (key === null) continue;
    await phone.until(() => false, plan.thinkMs, signal);
    if (signal.aborted || phone.view?.call?.over) return;
    heard = phone.view ? spoken(phone.view, sid) : heard;
    await phone.press(sid, key);
  }
}

/** How many sentences the call has spoken so far. */
function spoken(view: PhoneView, sid: string): number {
  if (view.call?.sid !== sid) return 0;
  return view.call.heard.filter((line) => line.kind === 'say').length;
}
