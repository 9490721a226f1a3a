import type { Board } from '@1999/metrics/contract';

/** A share as a whole percentage, or the given sign where nothing can be divided. */
export function percent(share: number | null, none: string): string {
  return share === null ? none : `${Math.round(share * 100)} %`;
}

/** How many agents stand in one of the states. */
export function agentsIn(board: Board, ...states: string[]): number {
  return board.agents.filter((agent) => states.includes(agent.state)).length;
}
