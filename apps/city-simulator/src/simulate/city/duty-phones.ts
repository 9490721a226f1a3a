import type { PhoneView } from '../../carrier/phone-api/contract.ts';
import { dutyAnswer } from '../domain/agency-plan.ts';
import { alertIn, isThanked } from '../domain/heard.ts';
import { Telephone } from '../outside/telephone.ts';
import type { World } from './world.ts';

/** A telephone nobody calls; its list of telephones shows which others ring. */
const LOOKOUT = '+886955999999';
const PICKS_UP = 0.75;
const LISTENS_MS = 30_000;

/** The agencies' duty telephones: whoever is rung by the hotline picks up, or not. */
export async function dutyPhones(world: World): Promise<void> {
  const lookout = new Telephone(world.url, LOOKOUT, world.scheduler);
  const busy = new Set<string>();
  const look = () => {
    for (const { number, ringing, kind } of lookout.choices) {
      if (!ringing || kind === 'citizen' || busy.has(number)) continue;
      busy.add(number);
      world.runBeside(ring(world, number).finally(() => busy.delete(number)));
    }
  };
  const stop = lookout.watch(look);
  const home = Promise.withResolvers<void>();
  world.over.signal.addEventListener('abort', () => home.resolve());
  await home.promise;
  stop();
  lookout.close();
}

/** One call to a duty telephone: picks up, listens, and presses 1 or hangs up. */
async function ring(world: World, number: string): Promise<void> {
  const phone = new Telephone(world.url, number, world.scheduler);
  const over = world.over.signal;
  try {
    const rings = (view: PhoneView) =>
      view.call?.incoming === true && view.call.status === 'ringing';
    if (!(await phone.until(rings, 5_000, over)) || !phone.view?.call) return;
    const { sid } = phone.view.call;
    const ended = (view: PhoneView) => view.call?.sid !== sid || view.call.over;
    const random = world.random.of(`ring ${sid}`);
    if (!random.chance(PICKS_UP)) {
      await phone.until(ended, LISTENS_MS * 4, over);
      return;
    }
    if (await phone.until(ended, random.between(1_500, 5_000), over)) return;
    if (over.aborted) return;
    // Who is a moment late finds that it rings no more.
    const answered = await phone.answer(sid).catch(() => null);
    if (!answered) return;
    await phone.until((view) => ended(view) || alertHeard(view) !== null, LISTENS_MS, over);
    const alert = phone.view ? alertHeard(phone.view) : null;
    if (over.aborted || !alert || ended(phone.view as PhoneView)) return;
    if (await phone.until(ended, random.between(2_000, 8_000), over)) return;
    const order = world.orderEnding(alert.digits);
    const does = dutyAnswer(order, alert.overdue);
    if (over.aborted || does === 'hangsUp') {
      await phone.hangUp(sid);
      return;
    }
    await phone.press(sid, '1');
    const thanked = (view: PhoneView) => says(view, isThanked);
    const counts = does === 'takesOn' || (!order && !alert.overdue);
    if ((await phone.until(thanked, LISTENS_MS, new AbortController().signal)) && counts) {
      world.takenByPhone(alert.digits);
    }
    await phone.until(ended, LISTENS_MS, over);
  } finally {
    phone.close();
  }
}

function alertHeard(view: PhoneView): ReturnType<typeof alertIn> {
  for (const line of view.call?.heard ?? []) {
    const alert = line.kind === 'say' ? alertIn(line.text) : null;
    if (alert) return alert;
  }
  return null;
}

function says(view: PhoneView, wanted: (text: string) => boolean): boolean {
  return (view.call?.heard ?? []).some((line) => line.kind === 'say' && wanted(line.text));
}
