import type { DangerKind } from '../../contract.ts';

/** The bot's own sentences, one set a language. What it says of the city it says in entries' words. */
export interface Phrases {
  readonly danger: Record<DangerKind, string>;
  /** After a danger, where entries about it were found. */
  readonly dangerChoices: string;
  readonly masked: string;
  readonly switchedOff: string;
  readonly person: string;
  readonly smallTalk: string;
  readonly thanks: string;
  readonly sayMore: string;
  readonly choices: string;
  readonly clarify: string;
  readonly outOfScope: string;
  readonly refer: string;
  readonly inChinese: string;
  readonly askType: string;
  readonly askDistrict: string;
  readonly askAddress: string;
  readonly askDescription: string;
  readonly checkReport: (facts: { type: string; place: string; description: string }) => string;
  readonly cancelled: string;
  readonly filed: (facts: { number: string; code: string }) => string;
  readonly askCaseNumber: string;
  readonly askTrackingCode: string;
  readonly notFound: string;
  readonly locked: string;
  readonly tracked: (facts: { number: string; state: string; steps: string }) => string;
}
