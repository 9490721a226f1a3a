import type { FlowState } from './call-flow.ts';

/** The place in the flow out of a call's row. */
export function flowOf({ step, turn, misses, language, topic, endReason }: FlowState): FlowState {
  return { step, turn, misses, language, topic, endReason };
}
