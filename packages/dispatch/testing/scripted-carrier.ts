import { channels, recordDelivery } from '@1999/messaging';
import type { App } from '@1999/platform';

/** What a telephone does when it is rung: acknowledge, let it ring, be busy, or nothing yet. */
export type PhoneManner = 'acknowledges' | 'noAnswer' | 'busy' | 'ringsOn';

export interface Ringing {
  readonly deliveryId: string;
  readonly to: string;
  readonly text: string;
  readonly at: Temporal.Instant;
}

/** A voice carrier whose telephones behave as the test says; it notes every call. */
export class ScriptedCarrier {
  readonly calls: Ringing[] = [];
  #manners = new Map<string, PhoneManner>();
  #usual: PhoneManner = 'ringsOn';

  /** How this telephone behaves, or every other one when none is named. */
  script(manner: PhoneManner, phone?: string): void {
    if (phone) this.#manners.set(phone, manner);
    else this.#usual = manner;
  }

  /** Takes the voice channel of an application. */
  plugInto(app: App): void {
    app.services.get(channels).set('voice', {
      send: async (_app, { deliveryId, to, text }) => {
        this.calls.push({ deliveryId, to, text, at: app.clock.now() });
        const manner = this.#manners.get(to) ?? this.#usual;
        if (manner === 'acknowledges') await this.press(app, deliveryId);
        if (manner === 'noAnswer' || manner === 'busy') {
          await report(app, { deliveryId, outcome: 'failed', reason: manner });
        }
        return { providerRef: `CA-${deliveryId}` };
      },
    });
  }

  /** The person called presses 1. */
  async press(app: App, deliveryId: string): Promise<void> {
    await report(app, { deliveryId, outcome: 'acknowledged', digit: '1' });
  }
}

async function report(app: App, input: Parameters<typeof recordDelivery>[1]): Promise<void> {
  await recordDelivery({ app, actor: { kind: 'carrier', id: 'scripted' } }, input);
}
