import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { Language } from './language.ts';
import { Provider } from './provider.ts';

/**
 * Everything the hotline can mean to do with a call, whoever carries it. An adapter declares which
 * of these it can do (its capabilities) and refuses the rest with `intent_not_supported`.
 */
export const callIntents = [
  'answer',
  'reject',
  'playPrompt',
  'collectDigits',
  'park',
  'connectAgent',
  'hold',
  'resume',
  'mute',
  'blindTransfer',
  'consultStart',
  'consultComplete',
  'consultCancel',
  'conference',
  'addExternal',
  'kick',
  'monitor',
  'whisper',
  'barge',
  'takeover',
  'recordStart',
  'recordPause',
  'recordResume',
  'recordStop',
  'voicemail',
  'originate',
  'sendSms',
  'hangup',
  'endCall',
  'snapshot',
  'issueClientToken',
  'verifyInbound',
] as const;
export const CallIntent = z.enum(callIntents);
export type CallIntent = z.infer<typeof CallIntent>;

/** Emergency services that are not the city's; each has a number of its own to be dialled. */
export const EmergencyService = z.enum(['110', '119']);
export type EmergencyService = z.infer<typeof EmergencyService>;

/** A party outside the house. Its number is looked up when it is dialled and never told. */
export const OutsideTarget = z.union([
  z.strictObject({ service: EmergencyService }),
  /** The agency's duty telephone of this hour. */
  z.strictObject({ agencyId: Id }),
]);
export type OutsideTarget = z.infer<typeof OutsideTarget>;

/** Dialling somebody outside is confirmed by the agent first: the page asks, and says so here. */
const confirmed = z.literal(true, { error: 'ask the agent first, then send confirmed: true' });

/** Where a caller may be handed to: a colleague, whoever speaks a language, or outside. */
export const TransferTarget = z.union([
  z.strictObject({ agentId: Id }),
  /** The next free agent of that language, before all who wait but the dangers. */
  z.strictObject({ language: Language }),
  z.strictObject({ outside: OutsideTarget, confirmed }),
]);
export type TransferTarget = z.infer<typeof TransferTarget>;

/** Who may be asked aside while the caller is on hold. */
export const ConsultTarget = z.union([
  z.strictObject({ agentId: Id }),
  z.strictObject({ outside: OutsideTarget, confirmed }),
]);
export type ConsultTarget = z.infer<typeof ConsultTarget>;

/** Sent again with the same id and body a command changes nothing and is answered the same. */
const commandId = z.uuid();
const partyId = Id;

/** The body of `POST /api/calls/:callId/commands`: what an agent does with the own call. */
export const AgentCallCommand = z.discriminatedUnion('type', [
  z.strictObject({ commandId, type: z.literal('hold') }),
  z.strictObject({ commandId, type: z.literal('resume') }),
  /** Without a party: the agent's own voice. */
  z.strictObject({
    commandId,
    type: z.literal('mute'),
    partyId: partyId.optional(),
    muted: z.boolean(),
  }),
  /** The caller hears it in place of the agent, who is heard again at its end. */
  z.strictObject({
    commandId,
    type: z.literal('playPrompt'),
    prompt: z.enum(['please-hold', 'recording-notice', 'goodbye']),
  }),
  z.strictObject({ commandId, type: z.literal('blindTransfer'), to: TransferTarget }),
  z.strictObject({ commandId, type: z.literal('consultStart'), with: ConsultTarget }),
  /** The consulted party has the caller; the agent leaves. */
  z.strictObject({ commandId, type: z.literal('consultComplete') }),
  /** The consulted party leaves, or rings no more; the caller is off hold. */
  z.strictObject({ commandId, type: z.literal('consultCancel') }),
  /** Caller, agent and the consulted party talk, all three. */
  z.strictObject({ commandId, type: z.literal('conference') }),
  z.strictObject({ commandId, type: z.literal('addExternal'), to: OutsideTarget, confirmed }),
  z.strictObject({ commandId, type: z.literal('kick'), partyId }),
  z.strictObject({ commandId, type: z.literal('recordStart') }),
  /** While personal data is told: time goes on in the recording, the voices are left out. */
  z.strictObject({ commandId, type: z.literal('recordPause') }),
  z.strictObject({ commandId, type: z.literal('recordResume') }),
  z.strictObject({ commandId, type: z.literal('recordStop') }),
  z.strictObject({ commandId, type: z.literal('sendSms'), text: text(500) }),
  /** The agent leaves a call that goes on without them. */
  z.strictObject({ commandId, type: z.literal('hangup') }),
  z.strictObject({ commandId, type: z.literal('endCall') }),
]);
export type AgentCallCommand = z.infer<typeof AgentCallCommand>;

/** The body of `POST /api/calls/:callId/supervision`. */
export const SupervisorCallCommand = z.discriminatedUnion('type', [
  /** Hears the call unheard. */
  z.strictObject({ commandId, type: z.literal('monitor') }),
  /** Is heard by the agent alone. */
  z.strictObject({ commandId, type: z.literal('whisper') }),
  /** Is heard by everybody. */
  z.strictObject({ commandId, type: z.literal('barge') }),
  /** Has the caller from now on; the agent wraps up. */
  z.strictObject({ commandId, type: z.literal('takeover') }),
  z.strictObject({ commandId, type: z.literal('kick'), partyId }),
  /** Stops listening. */
  z.strictObject({ commandId, type: z.literal('hangup') }),
  z.strictObject({ commandId, type: z.literal('endCall') }),
]);
export type SupervisorCallCommand = z.infer<typeof SupervisorCallCommand>;

export const PartyKind = z.enum(['caller', 'agent', 'consulted', 'outside', 'supervisor']);
export type PartyKind = z.infer<typeof PartyKind>;
/** `invited`: rings, or has yet to join with voice; `joined`: can be heard; `left`: is out. */
export const PartyState = z.enum(['invited', 'joined', 'left']);
export type PartyState = z.infer<typeof PartyState>;
export const SupervisionMode = z.enum(['monitor', 'whisper', 'barge']);
export type SupervisionMode = z.infer<typeof SupervisionMode>;
export const LeftReason = z.enum([
  'hangUp',
  'kicked',
  'transferred',
  'takenOver',
  'cancelled',
  'noAnswer',
  'busy',
  'failed',
  'callEnded',
]);
export type LeftReason = z.infer<typeof LeftReason>;

export const CallParty = z.object({
  /** Also the id of the party's leg: what its browser joins with. */
  partyId: Id,
  kind: PartyKind,
  state: PartyState,
  /** The agent or supervisor. */
  userId: Id.nullable(),
  /** The name a colleague works under; a citizen has none here. */
  name: z.string().nullable(),
  outside: OutsideTarget.nullable(),
  mode: SupervisionMode.nullable(),
  muted: z.boolean(),
  onHold: z.boolean(),
  leftReason: LeftReason.nullable(),
  invitedAt: InstantText,
  joinedAt: InstantText.nullable(),
});
export type CallParty = z.infer<typeof CallParty>;

/** `GET /api/calls/:callId/snapshot`: who is in the call and what can be done with it. */
export const CallControlSnapshot = z.object({
  callId: Id,
  provider: Provider,
  state: z.string(),
  step: z.string(),
  onHold: z.boolean(),
  /** True while an agent is asked aside and the caller is on hold for it. */
  consulting: z.boolean(),
  capabilities: z.array(CallIntent),
  /** Those who left stay listed, with why. */
  parties: z.array(CallParty),
  recording: z.object({ recordingId: Id, state: z.enum(['recording', 'paused']) }).nullable(),
});
export type CallControlSnapshot = z.infer<typeof CallControlSnapshot>;

/** The answer to a command of either kind. */
export const CommandAnswer = z.object({
  commandId: z.uuid(),
  /** The own party, for the page to join with; null for one who has none. */
  partyId: Id.nullable(),
  call: CallControlSnapshot,
});
export type CommandAnswer = z.infer<typeof CommandAnswer>;

/** `GET /api/transfer-targets`: who can be handed a caller just now. */
export const TransferTargets = z.object({
  agents: z.array(
    z.object({ agentId: Id, name: z.string(), free: z.boolean(), skills: z.array(z.string()) }),
  ),
  services: z.array(EmergencyService),
  agencies: z.array(z.object({ agencyId: Id, nameZh: z.string(), nameEn: z.string() })),
});
export type TransferTargets = z.infer<typeof TransferTargets>;
