import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** How far a running clock has come; the words and colours of its chip follow from this. */
export const ClockState = z.enum(['onTrack', 'halfGone', 'nearlyDue', 'overdue', 'noClock']);
export type ClockState = z.infer<typeof ClockState>;

/** One open order as the exceptions table lists it, the nearest deadline first. */
export const BoardOrder = z.object({
  orderId: Id,
  number: z.string(),
  typeNameZh: z.string(),
  typeNameEn: z.string(),
  danger: z.boolean(),
  districtNameZh: z.string(),
  districtNameEn: z.string(),
  agencyId: Id,
  agencyNameZh: z.string(),
  agencyNameEn: z.string(),
  state: z.string(),
  clock: z.string().nullable(),
  startedAt: InstantText.nullable(),
  dueAt: InstantText.nullable(),
});
export type BoardOrder = z.infer<typeof BoardOrder>;

/** One agent at work: staff, so shown by name; nothing of the caller. */
export const BoardAgent = z.object({
  userId: Id,
  displayName: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  since: InstantText,
});
export type BoardAgent = z.infer<typeof BoardAgent>;

/** The supervisor's live board, as values; it holds nothing personal of any citizen. */
export const Board = z.object({
  at: InstantText,
  /** By telephone, by the browser, and in writing by text relay. */
  calls: z.object({
    waiting: count,
    dangerWaiting: count,
    longestWaitSince: InstantText.nullable(),
    inMenu: count,
    connected: count,
  }),
  /** Conversations in writing that wait for a person, or are with one. */
  chats: z.object({
    waiting: count,
    dangerWaiting: count,
    longestWaitSince: InstantText.nullable(),
    live: count,
    /** Of both, the text relays: they stand among the calls too. */
    relays: count,
  }),
  agents: z.array(BoardAgent),
  orders: z.object({
    open: count,
    byClockState: z.record(ClockState, count),
    /** The open orders nearest their deadline, overdue first; at most 50. */
    nearest: z.array(BoardOrder),
  }),
  today: z.object({
    callsArrived: count,
    callsAnswered: count,
    callsAbandoned: count,
    /** Chats that an agent took; relays are calls. */
    chatsAnswered: count,
    casesOpened: count,
    ordersIssued: count,
    ordersClosed: count,
    /** Clocks that were breached today. */
    breaches: count,
    /** Closed on time ÷ (closed + open overdue); null while there is nothing to divide by. */
    onTimeRate: z.number().min(0).max(1).nullable(),
    surveysInvited: count,
    surveysAnswered: count,
    /** Share of today's answers that are 4 or 5. */
    satisfaction: z.number().min(0).max(1).nullable(),
    responseRate: z.number().min(0).max(1).nullable(),
  }),
});
export type Board = z.infer<typeof Board>;
