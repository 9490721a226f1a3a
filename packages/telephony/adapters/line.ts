import type { App, CommandContext } from '@1999/platform';
import type { Intent } from '../domain/call-flow.ts';
import type { Call } from '../io/tables.ts';

/** What is said of a provider's own line: it stands, it is gone, or the provider cannot be asked. */
export type LineState = 'alive' | 'gone' | 'unreachable';

/**
 * How a provider carries out what the call flow means. Work outside is queued in the transaction,
 * never done in it; what is to be kept of the call is returned as a change of its row.
 */
export interface CallLine {
  /** Carries out one intent of the flow. */
  carry(context: CommandContext, call: Call, intent: Intent): Promise<Partial<Call>>;
  /** The caller hears music instead of the agent, or the agent again. */
  hold(context: CommandContext, call: Call, onHold: boolean): Promise<void>;
  /** The agent's line stands again: stop comforting the caller. */
  rejoin(context: CommandContext, call: Call): Promise<void>;
  /** Asks the provider whether the caller's line still stands. Never throws. */
  probe(app: App, call: Call): Promise<LineState>;
}
