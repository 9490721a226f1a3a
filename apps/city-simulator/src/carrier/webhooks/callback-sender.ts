import { newIdempotencyToken } from '../ids.ts';
import type { Scheduler } from '../scheduler.ts';
import { type FaultSwitches, shuffled } from './faults.ts';
import { requestWebhook, type WebhookRequest } from './request-webhook.ts';

export interface Callback extends WebhookRequest {
  /** What the callbacks of one subject (call, conference, message) are kept in order by. */
  subject: string;
  event: string;
}

interface Context {
  scheduler: Scheduler;
  authToken: string;
  faults: () => FaultSwitches;
  warn: (message: string) => void;
}

/**
 * Sends status callbacks: in order within a subject unless a fault switch says otherwise. A
 * callback that fails is not sent again (Twilio's default), only warned about.
 */
export class CallbackSender {
  readonly #context: Context;
  readonly #lines = new Map<string, Promise<void>>();
  readonly #underWay = new Set<Promise<void>>();
  #held: Callback[] = [];

  constructor(context: Context) {
    this.#context = context;
  }

  /** Takes a callback on; never throws. */
  send(callback: Callback): void {
    const faults = this.#context.faults();
    if (callback.url === '' || faults.drop.includes(callback.event)) return;
    if (faults.shuffleMs > 0) this.#hold(callback, faults);
    else this.#line(callback, faults);
  }

  /** Waits until no callback is under way (those a fault switch still holds are not waited for). */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #line(callback: Callback, faults: FaultSwitches): void {
    const before = this.#lines.get(callback.subject) ?? Promise.resolve();
    const sent = before.then(() => this.#deliver(callback, faults));
    this.#lines.set(callback.subject, sent);
    this.#track(sent).then(() => {
      if (this.#lines.get(callback.subject) === sent) this.#lines.delete(callback.subject);
    });
  }

  #hold(callback: Callback, faults: FaultSwitches): void {
    this.#held.push(callback);
    if (this.#held.length > 1) return;
    this.#context.scheduler.after(faults.shuffleMs, () => {
      const batch = shuffled(this.#held, faults.seed);
      this.#held = [];
      this.#track(
        batch.reduce(
          (before, one) => before.then(() => this.#deliver(one, faults)),
          Promise.resolve(),
        ),
      );
    });
  }

  #track(work: Promise<void>): Promise<void> {
    this.#underWay.add(work);
    return work.finally(() => this.#underWay.delete(work));
  }

  async #deliver(callback: Callback, faults: FaultSwitches): Promise<void> {
    if (faults.delayMs > 0) {
      await new Promise<void>((resolve) => this.#context.scheduler.after(faults.delayMs, resolve));
    }
    const token = newIdempotencyToken();
    for (let copy = 0; copy < faults.copies; copy += 1) {
      await requestWebhook(this.#context, callback, token).catch((error: Error) =>
        this.#context.warn(error.message),
      );
    }
  }
}
