/** Calls that come at random to agents who all can take them. Times are seconds. */
export interface Traffic {
  readonly callsPerHour: number;
  /** How long a call keeps its agent, the wrap-up included. */
  readonly handlingSeconds: number;
  readonly agents: number;
}

/** What a queue is expected to do. Shares are 0 to 1, times seconds. */
export interface QueueForecast {
  /** Callers who find every agent busy. */
  readonly waitShare: number;
  /** Mean wait over all callers, those who hang up included. */
  readonly meanWaitSeconds: number;
  /** Callers answered within the target's time, of all who call. */
  readonly answeredInTime: number;
  readonly abandonShare: number;
  /** How much of their time agents are busy. */
  readonly occupancy: number;
}

/** The load in erlangs: how many calls would be in progress if nobody ever waited. */
export function loadOf({ callsPerHour, handlingSeconds }: Omit<Traffic, 'agents'>): number {
  return (callsPerHour * handlingSeconds) / 3600;
}

/**
 * Erlang's delay formula (M/M/N): the chance that a call finds all agents busy, from his loss
 * formula by B(n) = aB(n−1) / (n + aB(n−1)). 1 when the load is not below the agents.
 * A. K. Erlang, Post Office Electrical Engineers' Journal 10 (1917).
 */
export function erlangC(agents: number, load: number): number {
  if (load <= 0) return 0;
  if (load >= agents) return 1;
  let loss = 1;
  for (let n = 1; n <= agents; n += 1) loss = (load * loss) / (n + load * loss);
  return (agents * loss) / (agents - load * (1 - loss));
}

/** The forecast while nobody hangs up; an overloaded queue grows without end. */
export function forecastPatient(traffic: Traffic, withinSeconds: number): QueueForecast {
  const { agents, handlingSeconds } = traffic;
  const load = loadOf(traffic);
  if (load >= agents && load > 0) {
    return {
      waitShare: 1,
      meanWaitSeconds: Number.POSITIVE_INFINITY,
      answeredInTime: 0,
      abandonShare: 0,
      occupancy: 1,
    };
  }
  const waitShare = erlangC(agents, load);
  const freed = (agents - load) / handlingSeconds;
  return {
    waitShare,
    meanWaitSeconds: load > 0 ? waitShare / freed : 0,
    answeredInTime: 1 - waitShare * Math.exp(-freed * withinSeconds),
    abandonShare: 0,
    occupancy: agents > 0 ? load / agents : 0,
  };
}
