import { type App, AppError, type CommandContext } from '@1999/platform';
import type { CallIntent } from '../contract/call-control.ts';
import type { Intent } from '../domain/call-flow.ts';
import type { PromptId } from '../domain/prompts.ts';
import type { Call, Party, Recording } from '../io/tables.ts';

/** What is said of a provider's own line: it stands, it is gone, or the provider cannot be asked. */
export type LineState = 'alive' | 'gone' | 'unreachable';

/** What may be done with a recording that was begun. */
export type RecordingChange = 'start' | 'pause' | 'resume' | 'stop';

/**
 * How a provider carries out what is meant. Work outside is queued in the transaction, never done
 * in it; what is to be kept of the call is returned as a change of its row. Whatever the state of
 * a call says is read again when the work is done, so that late work cannot undo later wishes.
 */
export interface CallLine {
  /** What this provider can do; everything else is refused before it gets here. */
  readonly capabilities: readonly CallIntent[];
  /** True where the voices meet at our own media peer: it joins, plays and records. */
  readonly atPeer: boolean;
  /** Carries out one intent of the flow. */
  carry(context: CommandContext, call: Call, intent: Intent): Promise<Partial<Call>>;
  /** The caller hears music instead of the others, or the others again. */
  hold(context: CommandContext, call: Call, onHold: boolean): Promise<void>;
  /** Everybody hears and is heard as the rows say; `about` names the party that changed. */
  arrange(context: CommandContext, call: Call, about: Party): Promise<void>;
  /** Rings a party outside the house. */
  dial(context: CommandContext, call: Call, party: Party): Promise<void>;
  /** Ends a party's line. */
  drop(context: CommandContext, call: Call, party: Party): Promise<void>;
  /** The caller hears a prompt, then the others again. */
  play(context: CommandContext, call: Call, prompt: PromptId): Promise<void>;
  record(
    context: CommandContext,
    call: Call,
    recording: Recording,
    change: RecordingChange,
  ): Promise<void>;
  /** The agent's line stands again: stop comforting the caller. */
  rejoin(context: CommandContext, call: Call): Promise<void>;
  /**
   * The media peer that carried a leg was shut down. True where the provider brings the leg's line
   * to the next peer, so that nobody is out of the call.
   */
  peerLost(context: CommandContext, call: Call, legId: string): Promise<boolean>;
  /** Asks the provider whether the caller's line still stands. Never throws. */
  probe(app: App, call: Call): Promise<LineState>;
}

/** @throws AppError 422 `intent_not_supported` when the provider cannot do it. */
export function requireCapability(line: CallLine, intent: CallIntent): void {
  if (line.capabilities.includes(intent)) return;
  throw new AppError(
    422,
    'intent_not_supported',
    `The carrier of this call cannot do ${intent}; see the capabilities in its snapshot.`,
    { field: 'type' },
  );
}
