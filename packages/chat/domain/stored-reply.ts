import type {
  AnsweredBy,
  Citation,
  EmergencyNumber,
  Outcome,
  Reason,
} from '@1999/chatbot/contract';
import type { ChatAction } from '../contract.ts';

/** A bot's answer as its row keeps it, without its words: codes, ids and entries' own questions. */
export interface StoredReply {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  readonly citations: readonly Citation[];
  readonly choices: readonly Citation[];
  readonly confidence: number;
  readonly actions: readonly ChatAction[];
  readonly numbers: readonly EmergencyNumber[];
  readonly by: AnsweredBy;
}
