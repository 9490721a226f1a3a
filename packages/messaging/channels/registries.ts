import { type App, service } from '@1999/platform';
import type { ChannelName, ReceiverView } from '../contract.ts';

/** The languages a message may be composed in. */
export type MessageLocale = 'zh-Hant-TW' | 'en';

/** One message ready to leave: the address and the text exist only while it is being sent. */
export interface OutgoingMessage {
  readonly deliveryId: string;
  /** The address on its channel: E.164 (+886912345678), an e-mail address, a URL. */
  readonly to: string;
  readonly text: string;
  /** The same in English, on the channels that carry both languages in one message. */
  readonly textEn?: string | undefined;
  readonly locale: MessageLocale;
  /** The automated call to be placed, where the channel is `voice`. */
  readonly callId?: string;
  /** What signs or opens the door at the other end, where the channel needs it. */
  readonly secret?: string | undefined;
  /** What a machine at the other end is told, where its purpose has more than words. */
  readonly facts?: Facts | undefined;
}

/** A message for machines: ids, codes and times under their names. */
export type Facts = Readonly<Record<string, unknown>>;

/** What became of the hand-over; a channel that gets its answer at once says more than "sent". */
export interface Sent {
  readonly providerRef: string;
  readonly outcome?: 'sent' | 'delivered' | 'acknowledged';
}

/**
 * A way out of the house. `send` hands the message to a carrier and answers its reference; what
 * becomes of it is reported later through `recordDelivery`. A throw means "try again"; a
 * `CannotDeliver` means there is no use in that. The same delivery may be sent twice after a crash.
 */
export interface Channel {
  send(app: App, message: OutgoingMessage): Promise<Sent>;
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
  /** E.164, or what the channel takes instead: an e-mail address, a URL. */
  readonly to: string;
  readonly locale?: MessageLocale;
  readonly secret?: string | undefined;
}

/** Finds where a receiver can be reached now; null when nowhere. */
export type ResolveAddress = (
  app: App,
  receiver: {
    readonly id: string;
    readonly purpose: string;
    /** The agency's own choice of a way, where the receiver is an agency. */
    readonly agencyChannelId?: string | null;
  },
) => Promise<Address | null>;

/** 'voice' and 'sms' → who carries it. Telephony plugs in here. */
export const channels = service(
  'messaging.channels',
  () => new Map<Exclude<ChannelName, 'app'>, Channel>(),
);

/** Purpose, such as `order.notify` → who writes its words. Each room plugs in its own. */
export const purposes = service('messaging.purposes', () => new Map<string, Compose>());

/**
 * Who rings the first telephone of a masked call; telephony plugs in. Its web hooks tell the rest
 * through `answerMaskedCall`, `connectMaskedCall`, `joinMaskedCall` and `endMaskedCall`.
 * @throws CannotDeliver where the number or the carrier does not allow it.
 */
export interface MaskedCarrier {
  ring(
    app: App,
    call: { readonly callId: string; readonly to: string; readonly locale: MessageLocale },
  ): Promise<{ readonly providerRef: string }>;
}
export const maskedCarrier = service(
  'messaging.maskedCarrier',
  (): { carrier?: MaskedCarrier } => ({}),
);

/** Kind of receiver → who knows the address. The directory plugs in its people. */
export const addresses = service(
  'messaging.addresses',
  () => new Map<'dutyContact' | 'citizen' | 'agency' | 'device' | 'user', ResolveAddress>(),
);

/** Kind of receiver → what those who were told are called, by their ids. The directory plugs in. */
export const receivers = service(
  'messaging.receivers',
  () =>
    new Map<
      'dutyContact' | 'agency' | 'device',
      (app: App, ids: readonly string[]) => Promise<ReadonlyMap<string, ReceiverView>>
    >(),
);

/** Purpose → the facts a machine is sent (web hooks, Open311) beside or instead of the words. */
export const factsOf = service(
  'messaging.facts',
  () => new Map<string, (app: App, refId: string) => Promise<Facts>>(),
);

/**
 * Purpose → whether there is still a reason to send it. Asked before every try and before a call
 * speaks it, so that what somebody has taken on meanwhile rings and reads no more.
 */
export const stillNeeded = service(
  'messaging.stillNeeded',
  () =>
    new Map<
      string,
      (
        app: App,
        message: { id: string; refId: string; agencyId: string | null },
      ) => Promise<boolean>
    >(),
);
