import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

/** The ways a message leaves the house. `app` is the live event itself, to an agency's open app. */
export const ChannelName = z.enum(['app', 'voice', 'sms', 'email', 'webhook', 'open311', 'push']);
export type ChannelName = z.infer<typeof ChannelName>;

/** A delivery's states in their rank: a later one never gives way to an earlier one. */
export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'failed', 'acknowledged'] as const;
export const DeliveryState = z.enum(DELIVERY_STATES);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** The journal's `delivery.*` events: each state it comes to, and a try that is followed by another. */
export const DELIVERY_STEPS = [...DELIVERY_STATES, 'retried'] as const;
export type DeliveryStep = (typeof DELIVERY_STEPS)[number];

/** What a channel reports of a delivery. */
export const DeliveryOutcome = z.enum(['sent', 'delivered', 'acknowledged', 'failed']);
export type DeliveryOutcome = z.infer<typeof DeliveryOutcome>;

/** The payload of every `delivery.*` event: ids and codes, no address and no text. */
export const DeliveryEvent = z.object({
  channel: ChannelName,
  purpose: z.string(),
  refType: z.string(),
  refId: Id,
  agencyId: Id.nullable(),
  /** The duty contact told, when it is one. */
  contactId: Id.nullable(),
  reason: z.string().optional(),
  digit: z.string().optional(),
});
export type DeliveryEvent = z.infer<typeof DeliveryEvent>;

/** One try of a delivery: `queued` while a worker has it in hand, or it waits for its turn on a call. */
export const AttemptView = z.object({
  n: z.number().int().positive(),
  state: DeliveryState,
  startedAt: InstantText,
  /** When it came to its state. */
  endedAt: InstantText.nullable(),
  reason: z.string().nullable(),
  nextTryAt: InstantText.nullable(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** Who was told: what they are, and the name of a person where it is one. */
export const ReceiverView = z.object({
  nameZh: z.string(),
  nameEn: z.string(),
  person: z.string().nullable(),
});
export type ReceiverView = z.infer<typeof ReceiverView>;

/** A delivery as a supervisor sees it: who was told, how, when, and what came of it. */
export const DeliveryView = z.object({
  id: Id,
  channel: ChannelName,
  purpose: z.string(),
  refType: z.string(),
  refId: Id,
  agencyId: Id.nullable(),
  toKind: z.enum(['agency', 'dutyContact', 'citizen', 'device']),
  toId: Id,
  /** Null for citizens, and for who is not known any more. */
  receiver: ReceiverView.nullable(),
  state: DeliveryState,
  attempts: z.number().int(),
  /** Every try, the first first. */
  tries: z.array(AttemptView),
  nextTryAt: InstantText.nullable(),
  reason: z.string().nullable(),
  digit: z.string().nullable(),
  queuedAt: InstantText,
  sentAt: InstantText.nullable(),
  deliveredAt: InstantText.nullable(),
  acknowledgedAt: InstantText.nullable(),
  failedAt: InstantText.nullable(),
  /** The automated call that spoke it, or will: one call speaks many. */
  callId: Id.nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveriesQuery = z.strictObject({ refId: Id });

const PushAddress = z
  .url({ protocol: /^https?$/ })
  .max(1000)
  .regex(/^[\x21-\x7e]+$/);
/** Unpadded base64url of so many bytes. */
const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}$`));

/** `GET /api/push-key`: what a browser subscribes with. */
export const PushKey = z.strictObject({ publicKey: z.string() });

/** `POST /api/push-subscriptions`: a PushSubscription as browsers give it (RFC 8030, RFC 8291). */
export const PushSubscriptionBody = z.strictObject({
  endpoint: PushAddress,
  keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
});

/** `DELETE /api/push-subscriptions`. */
export const EndPushSubscriptionBody = z.strictObject({ endpoint: PushAddress });

/** `POST /api/push-receipts`: a device has shown a message; what came with it is its proof. */
export const PushReceiptBody = z.strictObject({
  receipt: z.string().regex(/^[0-9a-f-]{36}\.[\w-]{43}$/),
});

/** A masked call's way: the person who asked is rung first, then the citizen. */
export const MaskedCallState = z.enum([
  'asked',
  'ringing',
  'answered',
  'connecting',
  'talking',
  'ended',
]);
export type MaskedCallState = z.infer<typeof MaskedCallState>;

/** How a masked call came to its end. */
export const MaskedCallEnd = z.enum([
  'talked',
  'callerNoAnswer',
  'callerBusy',
  'callerUnreachable',
  'noKey',
  'hungUp',
  'citizenNoAnswer',
  'citizenBusy',
  'citizenUnreachable',
  'noCitizenPhone',
  'notNeeded',
  'notPlaced',
  'lost',
]);
export type MaskedCallEnd = z.infer<typeof MaskedCallEnd>;

/** The journal's `maskedCall.*` events. */
export const MASKED_CALL_STEPS = [
  'asked',
  'ringing',
  'answered',
  'connecting',
  'talking',
  'ended',
] as const;
export type MaskedCallStep = (typeof MASKED_CALL_STEPS)[number];

/** The payload of every `maskedCall.*` event: ids and codes, no number. */
export const MaskedCallEvent = z.object({
  purpose: z.string(),
  refType: z.string(),
  refId: Id,
  agencyId: Id.nullable(),
  userId: Id,
  reason: MaskedCallEnd.optional(),
  /** How long the two talked; once it has ended. */
  seconds: z.number().int().nonnegative().optional(),
});
export type MaskedCallEvent = z.infer<typeof MaskedCallEvent>;

/** A masked call as the screens of what it is about show it. */
export const MaskedCallView = z.object({
  id: Id,
  userId: Id,
  state: MaskedCallState,
  askedAt: InstantText,
  talkingAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  endReason: MaskedCallEnd.nullable(),
});
export type MaskedCallView = z.infer<typeof MaskedCallView>;
