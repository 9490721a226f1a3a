import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

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
  'notAnswering',
] as const;
export const AgentState = z.enum(agentStates);
export type AgentState = z.infer<typeof AgentState>;

/** The states an agent chooses. */
export const ChosenState = z.enum(['offline', 'ready', 'break', 'training', 'meeting']);
export type ChosenState = z.infer<typeof ChosenState>;

export const EntryState = z.enum(['waiting', 'offered', 'accepted', 'finished', 'left']);
export type EntryState = z.infer<typeof EntryState>;

/** Entries of this priority stand before all others. */
export const DANGER_PRIORITY = 9;
/** The priority of everything else. */
export const NORMAL_PRIORITY = 0;

/** How long an offer rings, in seconds. */
export const RING_SECONDS = 20;
/** An agent whose console gave no sign of life for so many seconds is taken as gone. */
export const LOST_AFTER_SECONDS = 120;
/** How often a console should send its sign of life, in seconds. */
export const SIGN_OF_LIFE_SECONDS = 30;

/** A short code, such as `lang.nan` or `break.lunch`. */
export const Code = z.string().regex(/^[a-zA-Z0-9._-]{1,40}$/);

export const ChooseState = z.strictObject({ state: ChosenState, reason: Code.optional() });

export const AgentPresence = z.object({
  agentId: Id,
  state: AgentState,
  /** Why: a chosen reason, or `declined`, `ringTimedOut`, `lost`. */
  reason: z.string().nullable(),
  since: InstantText,
  skills: z.array(z.string()),
  /** What the agent is offered or works on. */
  refId: Id.nullable(),
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

/** The journal's events of this room. */
export const routingEvents = [
  'agent.stateChanged',
  'queueEntry.queued',
  'queueEntry.offered',
  'queueEntry.declined',
  'queueEntry.ringTimedOut',
  'queueEntry.withdrawn',
  'queueEntry.accepted',
  'queueEntry.left',
  'queueEntry.finished',
] as const;
