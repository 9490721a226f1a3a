import { forecastImpatient } from './erlang-a.ts';
import type { QueueForecast, Traffic } from './erlang-c.ts';

/** What the city promises: so many of all callers answered within so many seconds. */
export interface ServiceTarget {
  /** 0 to 1. */
  readonly share: number;
  readonly seconds: number;
}

/** How calls behave, as measured here. */
export interface Demand {
  readonly callsPerHour: number;
  readonly handlingSeconds: number;
  /** How long callers wait before they hang up, on average; infinite when none ever did. */
  readonly patienceSeconds: number;
}

/** A city has no more seats than this. */
const MOST_AGENTS = 2000;

/** What callers may expect with so many at work. */
export function forecast(demand: Demand, agents: number, target: ServiceTarget): QueueForecast {
  const traffic: Traffic = { ...demand, agents };
  return forecastImpatient(traffic, demand.patienceSeconds, target.seconds);
}

/** The fewest agents with whom the target is met; 0 when nobody calls. */
export function agentsNeeded(demand: Demand, target: ServiceTarget): number {
  if (demand.callsPerHour <= 0) return 0;
  const meets = (agents: number) => forecast(demand, agents, target).answeredInTime >= target.share;
  let enough = 1;
  while (enough < MOST_AGENTS && !meets(enough)) enough *= 2;
  let short = Math.floor(enough / 2);
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (meets(middle)) enough = middle;
    else short = middle;
  }
  return Math.min(enough, MOST_AGENTS);
}
