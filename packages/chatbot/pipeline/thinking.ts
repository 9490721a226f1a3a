import type { KnowledgeResult } from '@1999/knowledge';
import type { App } from '@1999/platform';
import type {
  AnsweredBy,
  BotLanguage,
  Citation,
  DangerKind,
  EmergencyNumber,
  Outcome,
  Reason,
} from '../contract.ts';
import type { Dialogue } from '../domain/dialogue.ts';
import type { AskedLanguage } from '../domain/language.ts';
import type { PrivateKind } from '../domain/private-data.ts';
import type { Reference } from '../domain/report-words.ts';
import type { Phrases } from '../domain/words/index.ts';

/** An earlier message of the same chat, without personal data. */
export interface Turn {
  readonly from: 'citizen' | 'bot';
  readonly text: string;
  /** What a bot's turn offered to choose from, or cited. */
  readonly choices?: readonly Citation[];
}

/** What the bot is asked. */
export interface Asked {
  readonly sessionId: string;
  readonly text: string;
  /** The chat's own language, for what shows none. */
  readonly usual: BotLanguage;
  /** Oldest first; the last few are enough. */
  readonly history: readonly Turn[];
  readonly dialogue: Dialogue;
}

/** What the page may offer below an answer. */
export type Offer = 'person' | 'report' | 'track';

/** The outcome of a question, and all that follows from it. */
export interface Conclusion {
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly text: string;
  readonly citations?: readonly Citation[];
  readonly choices?: readonly Citation[];
  readonly offers?: readonly Offer[];
  readonly numbers?: readonly EmergencyNumber[];
  /** Where rules decided and no search did. */
  readonly confidence?: number;
  /** What the conversation is in the middle of from now on; nothing unless told. */
  readonly dialogue?: Dialogue;
  /** A person was asked for: put the chat in the queue. */
  readonly handOver?: boolean;
  /** Number and code of a case to look up; the answer's text is made of what is found. */
  readonly track?: { readonly number: string; readonly code: string };
  /** The report was confirmed: file it. */
  readonly file?: boolean;
  readonly danger?: DangerKind;
  readonly by?: AnsweredBy;
  readonly prompt?: string;
}

/** What is known of a question while the steps go over it. Each step may add to it. */
export interface Thinking extends Asked {
  readonly app: App;
  readonly settings: { readonly botOn: boolean; readonly modelOn: boolean };
  readonly reference: Reference;
  readonly language: AskedLanguage;
  readonly speaks: BotLanguage;
  readonly words: Phrases;
  /** The text without personal data; all that is searched, logged or sent on. */
  readonly clean: string;
  readonly masked: readonly PrivateKind[];
  readonly search: KnowledgeResult | null;
  /** None of the choices offered for `clean` was what the citizen meant. */
  readonly refused: boolean;
  readonly by: AnsweredBy;
}

/** One step: ends with a conclusion, adds to what is known, or leaves it to the next. */
export type Step = (thinking: Thinking) => Stepped | Promise<Stepped>;
export type Stepped =
  | { readonly conclude: Conclusion }
  | { readonly note: Partial<Thinking> }
  | null;

export const conclude = (conclusion: Conclusion) => ({ conclude: conclusion });
export const note = (found: Partial<Thinking>) => ({ note: found });
