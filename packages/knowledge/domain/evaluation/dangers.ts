import { type Share, wilson } from './score.ts';

/** Says whether a citizen's words speak of danger; the chatbot has one. */
export type DangerDetector = (text: string) => boolean;

/** The kinds that ask a danger detector and not the search. */
export const DANGER = 'danger';
export const NOT_DANGER = 'danger-not';

/** How a detector did, with what it got wrong in words. */
export interface DangerScore {
  readonly missed: Share;
  readonly falseAlarms: Share;
  readonly missedQuestions: readonly string[];
  readonly falseQuestions: readonly string[];
}

/** Whether a question is one for the danger detector. */
export function asksDanger({ kind }: { kind: string }): boolean {
  return kind === DANGER || kind === NOT_DANGER;
}

/** Puts each danger, and each harmless sentence that sounds like one, to the detector. */
export function scoreDangers(
  asked: readonly { q: string; kind: string }[],
  isDanger: DangerDetector,
): DangerScore {
  const dangers = asked.filter(({ kind }) => kind === DANGER);
  const harmless = asked.filter(({ kind }) => kind === NOT_DANGER);
  const missedQuestions = dangers.filter(({ q }) => !isDanger(q)).map(({ q }) => q);
  const falseQuestions = harmless.filter(({ q }) => isDanger(q)).map(({ q }) => q);
  return {
    missed: wilson(missedQuestions.length, dangers.length),
    falseAlarms: wilson(falseQuestions.length, harmless.length),
    missedQuestions,
    falseQuestions,
  };
}
