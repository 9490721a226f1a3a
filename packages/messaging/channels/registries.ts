import { type App, service } from '@1999/platform';
import type { ChannelName } from '../contract.ts';

/** The languages a message may be composed in. */
export type MessageLocale = 'zh-Hant-TW' | 'en';

/** One message ready to leave: the address and the text exist only while it is being sent. */
export interface OutgoingMessage {
  readonly deliveryId: string;
  /** E.164, for example +886912345678. */
  readonly to: string;
  readonly text: string;
  readonly locale: MessageLocale;
}

/**
 * A way out of the house. `send` hands the message to a carrier and answers its reference; what
 * becomes of it is reported later through `recordDelivery`. A throw means "try again"; a
 * `CannotDeliver` means there is no use in that. The same delivery may be sent twice after a crash.
 */
export interface Channel {
  send(app: App, message: OutgoingMessage): Promise<{ providerRef: string }>;
}

/** Thrown where another try would change nothing: a number that does not exist, an erased person. */
export class CannotDeliver extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`cannot deliver: ${reason}`);
    this.reason = reason;
  }
}

/** Writes the words of one purpose when they are needed, so that no text waits in a table. */
export type Compose = (
  app: App,
  message: {
    readonly refId: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly locale: MessageLocale;
    readonly channel: Exclude<ChannelName, 'app'>;
  },
) => Promise<string>;

export interface Address {
  /** E.164. */
  readonly phone: string;
  readonly locale?: MessageLocale;
}

/** Finds where a receiver can be reached now; null when nowhere. */
export type ResolveAddress = (
  app: App,
  receiver: { readonly id: string; readonly purpose: string },
) => Promise<Address | null>;

/** 'voice' and 'sms' → who carries it. Telephony plugs in here. */
export const channels = service(
  'messaging.channels',
  () => new Map<Exclude<ChannelName, 'app'>, Channel>(),
);

/** Purpose, such as `order.notify` → who writes its words. Each room plugs in its own. */
export const purposes = service('messaging.purposes', () => new Map<string, Compose>());

/** Kind of receiver → who knows the address. The directory plugs in 'dutyContact'. */
export const addresses = service(
  'messaging.addresses',
  () => new Map<'dutyContact' | 'citizen', ResolveAddress>(),
);
