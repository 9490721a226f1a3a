import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

export * from './contract/forecast.ts';
export * from './contract/roster.ts';
export * from './contract/rules.ts';

/** What an agent may be doing. `ringing`, `busy`, `wrapUp` and `notAnswering` come by themselves. */
export const agentStates = [
  'offline',
  'ready',
  'ringing',
  'busy',
  'wrapUp',
  'break',
  'training',
  'meeting',
  'system',
  'notAnswering',
] as const;
export const AgentState = z.enum(agentStates);
export type AgentState = z.infer<typeof AgentState>;

/** The states an agent chooses. */
export const ChosenState = z.enum(['ready', 'break', 'training', 'meeting', 'system', 'offline']);
export type ChosenState = z.infer<typeof ChosenState>;

export const EntryState = z.enum(['waiting', 'offered', 'accepted', 'finished', 'left']);
export type EntryState = z.infer<typeof EntryState>;

/** By which sense a conversation is held; an agent has one pair of ears. */
export const Medium = z.enum(['voice', 'text']);
export type Medium = z.infer<typeof Medium>;

/** Entries of this priority stand before all who have not yet waited for an hour longer. */
export const DANGER_PRIORITY = 9;
/** The head start of a danger, in seconds: longer than any city lets a caller wait. */
export const DANGER_HEAD_START_SECONDS = 3600;
/** What each step of the ordinary priorities is worth, in seconds of waiting. */
export const AGEING_SECONDS = 60;
/** The priority of everything else. */
export const NORMAL_PRIORITY = 0;

/** How long an offer rings, in seconds. */
export const RING_SECONDS = 20;
/** An agent whose console gave no sign of life for so many seconds is taken as gone. */
export const LOST_AFTER_SECONDS = 120;
/** How long before the end of the wrap-up the agent is warned, in seconds. */
export const WRAP_UP_WARN_SECONDS = 30;
/** How often a console should send its sign of life, in seconds. */
export const SIGN_OF_LIFE_SECONDS = 30;

/** A short code, such as `lang.nan` or `break.lunch`. */
export const Code = z.string().regex(/^[a-zA-Z0-9._-]{1,40}$/);

/** How well an agent has a skill: 1 a little, 3 as the work asks, 5 as an expert. */
export const SkillLevel = z.int().min(1).max(5);

export const ChooseState = z.strictObject({ state: ChosenState, reason: Code.optional() });

/** `POST /api/agents/:agentId/release`, by a supervisor. */
export const ReleaseAgent = z.strictObject({ to: z.enum(['ready', 'break', 'offline']) });

/** Why an agent may be in a state, in the city's words, and how long it usually lasts. */
export const StateReason = z.object({
  code: Code,
  state: ChosenState,
  nameZh: z.string(),
  nameEn: z.string(),
  minutes: z.int().nullable(),
});
export type StateReason = z.infer<typeof StateReason>;

/** `POST /api/agents/me/wrap-up/extension`: this many seconds more from now or from its end. */
export const ExtendWrapUp = z.strictObject({ seconds: z.int().min(10).max(600).default(60) });

export const AgentPresence = z.object({
  agentId: Id,
  state: AgentState,
  /** Why: a chosen reason, or `declined`, `ringTimedOut`, `lost`. */
  reason: z.string().nullable(),
  since: InstantText,
  skills: z.array(z.string()),
  /** The level of each skill. */
  levels: z.record(z.string(), SkillLevel),
  /** What the agent is offered or works on; the call, where there are chats beside it. */
  refId: Id.nullable(),
  /** May something new be offered? */
  taking: z.boolean(),
  /** The conversations the agent holds. */
  load: z.object({ voice: z.int(), text: z.int() }),
  /** When the wrap-up ends by itself. */
  endsAt: InstantText.nullable(),
});
export type AgentPresence = z.infer<typeof AgentPresence>;

export const QueuedEntry = z.object({
  entryId: Id,
  channel: z.string(),
  refId: Id,
  state: EntryState,
  language: z.string(),
  skills: z.array(z.string()),
  priority: z.int(),
  /** 1 is next. */
  position: z.int(),
  queuedAt: InstantText,
  agentId: Id.nullable(),
});
export type QueuedEntry = z.infer<typeof QueuedEntry>;

export const LiveQueue = z.object({
  entries: z.array(QueuedEntry),
  waiting: z.int(),
  longestWaitSince: InstantText.nullable(),
});
export type LiveQueue = z.infer<typeof LiveQueue>;

/** How many wait or ring now; a text relay, which must be answered as fast, is a call. */
export const WaitingCounts = z.object({ calls: z.int(), chats: z.int() });
export type WaitingCounts = z.infer<typeof WaitingCounts>;

/** An offer as its agent may know it; what it is about is asked of the channel's own room. */
export const OfferView = z.object({
  offerId: Id,
  entryId: Id,
  channel: z.string(),
  refId: Id,
  language: z.string(),
  priority: z.int(),
  queuedAt: InstantText,
  offeredAt: InstantText,
  expiresAt: InstantText,
});
export type OfferView = z.infer<typeof OfferView>;

/** Payload of `queueEntry.requeued`: what was held waits again, at the place it had. */
export const EntryRequeued = z.object({
  channel: z.string(),
  refId: Id,
  /** Who held it. */
  agentId: Id,
  /** The agent chose to leave, signed out or was lost, or handed it on. */
  reason: z.enum(['left', 'signedOut', 'lost', 'handedOn']),
});
export type EntryRequeued = z.infer<typeof EntryRequeued>;

/** Payload of `queueEntry.waitedTooLong`: an alarm rule's wait was reached. */
export const WaitedTooLong = z.object({
  channel: z.string(),
  refId: Id,
  priority: z.int(),
  afterSeconds: z.int(),
});

/** An agent's silent call for a supervisor. */
export const HelpCall = z.object({
  helpId: Id,
  agentId: Id,
  agentName: z.string(),
  callId: Id.nullable(),
  askedAt: InstantText,
});
export type HelpCall = z.infer<typeof HelpCall>;

/** The journal's events of this room. */
export const routingEvents = [
  'agent.stateChanged',
  'agent.wrapUpExtended',
  'agent.helpAsked',
  'agent.helpAnswered',
  'queueEntry.queued',
  'queueEntry.offered',
  'queueEntry.declined',
  'queueEntry.ringTimedOut',
  'queueEntry.withdrawn',
  'queueEntry.accepted',
  'queueEntry.left',
  'queueEntry.requeued',
  'queueEntry.raised',
  'queueEntry.finished',
  'queueEntry.waitedTooLong',
  'routing.rulesChanged',
  'shift.planned',
  'shift.changed',
  'shift.removed',
  'leave.planned',
  'leave.removed',
  'handover.written',
  'handover.acknowledged',
] as const;
