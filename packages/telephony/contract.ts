import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { PartyKind, SupervisionMode } from './contract/call-control.ts';
import { CallChannel } from './contract/channel.ts';
import { Language } from './contract/language.ts';
import { Digit } from './contract/media.ts';
import { Provider } from './contract/provider.ts';

export { CallChannel } from './contract/channel.ts';
export { Language, languages } from './contract/language.ts';
export { Provider } from './contract/provider.ts';

export const topics = ['enquiry', 'report', 'danger'] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

/** A call's states in their rank: it only rises. */
export const callStates = ['arrived', 'inMenu', 'queued', 'connected', 'ended'] as const;
export const CallState = z.enum(callStates);
export type CallState = z.infer<typeof CallState>;

/**
 * How a call ended: after a conversation; given up before one; broken by the carrier; nobody told
 * us and the reconciler closed it; with the promise to call back; with a message left; or not
 * served, as the flow wants it. `noAnswer`: a citizen we called back did not pick up.
 */
export const endReasons = [
  'completed',
  'abandoned',
  'failed',
  'unknown',
  'callback',
  'message',
  'refused',
  'noAnswer',
] as const;
export const EndReason = z.enum(endReasons);
export type EndReason = z.infer<typeof EndReason>;

/** The citizen behind a call, as a screen may always show them. */
export const MaskedCitizen = z.object({
  citizenId: Id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
});

const callFacts = {
  callId: Id,
  channel: CallChannel,
  provider: Provider,
  state: CallState,
  citizen: MaskedCitizen,
  contactId: Id,
  language: Language.nullable(),
  topic: Topic.nullable(),
  danger: z.boolean(),
  arrivedAt: InstantText,
  queuedAt: InstantText.nullable(),
  connectedAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
};

/** The agent's call of this moment, also after a reload; ended but not yet wrapped up counts. */
export const CurrentCall = z.object({
  ...callFacts,
  onHold: z.boolean(),
  /** One's own leg, which is also one's party in the call: stable over reloads. */
  legId: Id,
  /** What one is in the call: its agent, asked aside, or its supervisor. */
  part: PartyKind,
  /** How a supervisor takes part; null for everybody else. */
  mode: SupervisionMode.nullable(),
  /** False once one has handed the call on: it is there to be wrapped up. */
  inCall: z.boolean(),
  endReason: EndReason.nullable(),
});
export type CurrentCall = z.infer<typeof CurrentCall>;
export const CurrentCallAnswer = z.object({ call: CurrentCall.nullable() });

/** Why it rings: a caller, one whom a colleague hands over, a colleague's question, a call back. */
export const OfferPurpose = z.enum(['call', 'transfer', 'consult', 'callback']);
export type OfferPurpose = z.infer<typeof OfferPurpose>;

/** What rings at the agent's place. */
export const CallOffer = z.object({
  offerId: Id,
  purpose: OfferPurpose,
  /** The colleague who hands over or asks. */
  fromAgentId: Id.nullable(),
  ...callFacts,
  offeredAt: InstantText,
  expiresAt: InstantText,
});
export type CallOffer = z.infer<typeof CallOffer>;
export const CallOfferAnswer = z.object({ offer: CallOffer.nullable() });

export const AnsweredOffer = z.object({ callId: Id, provider: Provider, legId: Id });
export type AnsweredOffer = z.infer<typeof AnsweredOffer>;

/** One call in the history list. */
export const CallRow = z.object({
  ...callFacts,
  agentId: Id.nullable(),
  endReason: EndReason.nullable(),
  wrapUpCode: z.string().nullable(),
});
export type CallRow = z.infer<typeof CallRow>;

export const CallsQuery = z.strictObject({
  state: CallState.optional(),
  citizenId: Id.optional(),
  agentId: Id.optional(),
  /** Calls before this one: the last id of the page before. */
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const WrapUpCode = z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() });
export type WrapUpCode = z.infer<typeof WrapUpCode>;

export const WrapUpBody = z.strictObject({
  code: z.string().regex(/^[a-zA-Z]{1,40}$/),
  note: text(2000).optional(),
});

export const Sdp = z.strictObject({ sdp: z.string().min(1).max(100_000) });

export const StartWebCall = z.strictObject({ language: Language.optional() });
export const StartedWebCall = z.object({ callId: Id, legId: Id, token: z.string() });
export type StartedWebCall = z.infer<typeof StartedWebCall>;

/** What the browser finds a way by, where it has none of its own; empty when there is no relay. */
export const IceServers = z.object({
  iceServers: z.array(
    z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() }),
  ),
  /** How long they may be used, in seconds. */
  seconds: z.int(),
});
export type IceServers = z.infer<typeof IceServers>;

export const PressDigit = z.strictObject({ digit: Digit });

/** The citizen's web call as its page shows it; the captions are what is being said. */
export const WebCallView = z.object({
  callId: Id,
  state: CallState,
  step: z.enum(['arrived', 'language', 'topic', 'queued', 'connected', 'ended']),
  language: Language.nullable(),
  queuePosition: z.int().nullable(),
  caption: z.object({ zh: z.string(), en: z.string() }),
  onHold: z.boolean(),
  endReason: EndReason.nullable(),
});
export type WebCallView = z.infer<typeof WebCallView>;

/**
 * A Twilio access token for the agent's browser. `carrierUrl`: where the page finds the
 * client of a carrier of our own; null for Twilio itself.
 */
export const ClientToken = z.object({
  identity: z.string(),
  token: z.string(),
  carrierUrl: z.string().nullable(),
});
export type ClientToken = z.infer<typeof ClientToken>;

/** The journal's events of this room. */
export const telephonyEvents = [
  'call.arrived',
  'call.menuChosen',
  'call.queued',
  'call.connected',
  'call.held',
  'call.resumed',
  'call.ended',
  'call.wrapped',
  'call.partyInvited',
  'call.partyJoined',
  'call.partyLeft',
  'call.partyChanged',
  'call.transferStarted',
  'call.transferred',
  'call.consultStarted',
  'call.consultEnded',
  'call.conferenceStarted',
  'call.takenOver',
  'call.promptPlayed',
  'call.smsSent',
  'call.recordingStarted',
  'call.recordingPaused',
  'call.recordingResumed',
  'call.recordingStopped',
  'call.callbackPromised',
  'call.callbackDue',
  'call.callbackFailed',
  'call.messageLeft',
  'ivr.flowPublished',
  'ivr.incidentSet',
  'ivr.incidentEnded',
  'nuisance.added',
  'nuisance.lifted',
  'recording.stored',
  'recording.played',
  'recording.deleted',
  'recordingPolicy.set',
  'alarm.raised',
] as const;
