import type { FlowState } from './call-flow.ts';

/** The place in the flow out of a call's row. */
export function flowOf(row: FlowState): FlowState {
  const { step, node, turn, misses, language, topic, prompts, outcome, endReason } = row;
  return { step, node, turn, misses, language, topic, prompts, outcome, endReason };
}
