import { channels, endAutomatedCall, recordDelivery, speakNext } from '@1999/messaging';
import type { App, Caller } from '@1999/platform';

/** What a telephone does from a moment of the day on. */
export type Duty = (to: string, at: Temporal.Instant) => 'answers' | 'rings';

/** One call from its first ring to its end, as the carrier's log has it. */
export interface LoggedCall {
  readonly to: string;
  readonly callId: string;
  readonly from: Temporal.Instant;
  until: Temporal.Instant | null;
  /** Deliveries it spoke, in turn. */
  readonly spoken: string[];
}

interface LiveCall {
  readonly logged: LoggedCall;
  nextAt: Temporal.Instant;
  talking: boolean;
}

const RING_SECONDS = 25;
const PICK_UP_SECONDS = 10;
const READING_SECONDS = 12;

/** A voice carrier in the test's own time: calls ring, are read order by order, and end. */
export class TimedCarrier {
  readonly log: LoggedCall[] = [];
  readonly #live = new Map<string, LiveCall>();
  readonly #duty: Duty;

  constructor(duty: Duty) {
    this.#duty = duty;
  }

  /** Takes the voice and text channels of an application. */
  plugInto(app: App): void {
    app.services
      .get(channels)
      .set('voice', {
        send: async (_app, { callId = '', to }) => {
          const at = app.clock.now();
          const logged: LoggedCall = { to, callId, from: at, until: null, spoken: [] };
          this.log.push(logged);
          const talking = false;
          const answers = this.#duty(to, at) === 'answers';
          const nextAt = at.add({ seconds: answers ? PICK_UP_SECONDS : RING_SECONDS });
          this.#live.set(callId, { logged, nextAt, talking });
          return { providerRef: callId };
        },
      })
      .set('sms', { send: async (_app, { deliveryId }) => ({ providerRef: deliveryId }) });
  }

  /** Everything that happens on the lines up to now. */
  async tick(app: App): Promise<void> {
    const now = app.clock.now();
    const caller: Caller = { app, actor: { kind: 'carrier', id: 'timed' } };
    for (const [callId, call] of this.#live) {
      while (this.#live.has(callId) && Temporal.Instant.compare(call.nextAt, now) <= 0) {
        await this.#step(caller, callId, call, now);
      }
    }
  }

  async #step(
    caller: Caller,
    callId: string,
    call: LiveCall,
    now: Temporal.Instant,
  ): Promise<void> {
    const { logged } = call;
    const answers = call.talking || this.#duty(logged.to, logged.from) === 'answers';
    const after = logged.spoken.at(-1);
    if (after) {
      const deliveryId = after;
      await recordDelivery(caller, { deliveryId, outcome: 'acknowledged', digit: '1' });
    }
    const next = answers ? await speakNext(caller, { callId, after }) : null;
    if (next) {
      call.talking = true;
      logged.spoken.push(next.deliveryId);
      call.nextAt = call.nextAt.add({ seconds: READING_SECONDS });
      return;
    }
    await endAutomatedCall(caller, { callId, reason: answers ? 'noKey' : 'noAnswer' });
    logged.until = now;
    this.#live.delete(callId);
  }
}
