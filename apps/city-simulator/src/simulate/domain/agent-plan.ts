import type { Need } from './need.ts';
import type { Random } from './random.ts';

/** What an agent does with one offer. Times in milliseconds. */
export interface AgentPlan {
  /** A few are not at their desk: the offer rings out and goes back to the queue. */
  readonly answers: boolean;
  readonly answerAfterMs: number;
  readonly wrapUpMs: number;
  /** Whether a matter that is no danger gets a work order at once. */
  readonly issuesOrder: boolean;
}

/** Draws what the agent does with one offer. */
export function drawAgentPlan(random: Random): AgentPlan {
  return {
    answers: !random.chance(0.03),
    answerAfterMs: random.between(800, 4_000),
    wrapUpMs: random.between(1_500, 6_000),
    issuesOrder: random.chance(0.85),
  };
}

/** The wrap-up code that tells what became of the call. */
export function wrapUpCodeFor(need: Need | null, recorded: boolean, ordered: boolean): string {
  if (ordered) return 'dispatched';
  if (recorded) return 'recorded';
  return need ? 'abandoned' : 'enquiryAnswered';
}
