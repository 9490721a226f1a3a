import { channels, endAutomatedCall, recordDelivery, speakNext } from '@1999/messaging';
import type { App, Caller } from '@1999/platform';

/** What a telephone does when it is rung: acknowledge, let it ring, be busy, or nothing yet. */
export type PhoneManner = 'acknowledges' | 'noAnswer' | 'busy' | 'ringsOn';

export interface Ringing {
  readonly deliveryId: string;
  readonly callId: string;
  readonly to: string;
  readonly text: string;
  readonly at: Temporal.Instant;
}

/** A voice carrier whose telephones behave as the test says; it notes every call. */
export class ScriptedCarrier {
  readonly calls: Ringing[] = [];
  /** Text messages, by the number they went to. */
  readonly messages: { to: string; text: string }[] = [];
  #manners = new Map<string, PhoneManner>();
  #usual: PhoneManner = 'ringsOn';

  /** How this telephone behaves, or every other one when none is named. */
  script(manner: PhoneManner, phone?: string): void {
    if (phone) this.#manners.set(phone, manner);
    else this.#usual = manner;
  }

  /** Takes the voice and text channels of an application. */
  plugInto(app: App): void {
    app.services
      .get(channels)
      .set('voice', {
        send: async (_app, { deliveryId, callId = '', to, text }) => {
          this.calls.push({ deliveryId, callId, to, text, at: app.clock.now() });
          const manner = this.#manners.get(to) ?? this.#usual;
          if (manner === 'acknowledges') await this.answer(app, callId);
          if (manner === 'noAnswer' || manner === 'busy') await this.end(app, callId, manner);
          return { providerRef: `CA-${deliveryId}` };
        },
      })
      .set('sms', {
        send: async (_app, { deliveryId, to, text }) => {
          this.messages.push({ to, text });
          return { providerRef: `SM-${deliveryId}` };
        },
      });
  }

  /** Somebody picks up, presses a key for each order until the goodbye, and the line ends. */
  async answer(app: App, callId: string, digit = '1'): Promise<string[]> {
    const spoken: string[] = [];
    for (;;) {
      const next = await speakNext(carrier(app), { callId, after: spoken.at(-1) });
      if (!next) break;
      spoken.push(next.deliveryId);
      await this.press(app, next.deliveryId, digit);
    }
    await this.end(app, callId, 'noKey');
    return spoken;
  }

  /** The line ends. */
  async end(app: App, callId: string, reason: string): Promise<void> {
    await endAutomatedCall(carrier(app), { callId, reason });
  }

  /** The person called presses a key at one order. */
  async press(app: App, deliveryId: string, digit = '1'): Promise<void> {
    await recordDelivery(carrier(app), { deliveryId, outcome: 'acknowledged', digit });
  }
}

function carrier(app: App): Caller {
  return { app, actor: { kind: 'carrier', id: 'scripted' } };
}
