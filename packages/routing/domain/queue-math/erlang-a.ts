import { forecastPatient, loadOf, type QueueForecast, type Traffic } from './erlang-c.ts';

/** Terms this small beside the largest add nothing that a double could hold. */
const NEGLIGIBLE = 1e-15;

/**
 * The forecast with callers who hang up (Erlang A, M/M/N+M): each loses patience at random after
 * `patienceSeconds` on average. Without end of patience it is Erlang C. A caller who finds k others
 * waiting would wait the sum of k + 1 exponential steps of rates Nμ + jθ, which makes exp(−θ·wait)
 * a Beta(Nμ/θ, k + 1) variable; so every figure below is a sum, and nothing is simulated.
 * C. Palm, Research on telephone traffic carried by full availability groups (1957); O. Garnett,
 * A. Mandelbaum, M. Reiman, Designing a call center with impatient customers, MSOM 4 (2002).
 */
export function forecastImpatient(
  traffic: Traffic,
  patienceSeconds: number,
  withinSeconds: number,
): QueueForecast {
  const { agents, handlingSeconds } = traffic;
  const load = loadOf(traffic);
  if (load <= 0) return forecastPatient(traffic, withinSeconds);
  if (!Number.isFinite(patienceSeconds)) return forecastPatient(traffic, withinSeconds);
  if (agents <= 0) return unmanned(patienceSeconds);
  // In units of the handling time: μ = 1, an arrival rate of `load`, and θ.
  const theta = handlingSeconds / patienceSeconds;
  const within = withinSeconds / handlingSeconds;
  const chances = occupied(agents, load, theta);
  const inTime = answeredWithin(agents / theta, theta * within);
  let waits = 0;
  let queue = 0;
  let answered = 0;
  let busy = 0;
  for (const [n, chance] of chances.entries()) {
    busy += chance * Math.min(n, agents);
    if (n < agents) {
      answered += chance;
      continue;
    }
    waits += chance;
    queue += chance * (n - agents);
    answered += chance * inTime(n - agents);
  }
  return {
    waitShare: waits,
    meanWaitSeconds: (queue / load) * handlingSeconds,
    answeredInTime: answered,
    abandonShare: Math.min(1, (theta * queue) / load),
    occupancy: busy / agents,
  };
}

/** The chance of n calls in the system, for n = 0, 1, 2 … until nothing is left to add. */
function occupied(agents: number, load: number, theta: number): number[] {
  // Built outwards from the likeliest count, so that no term overflows.
  const leaving = (n: number) => Math.min(n, agents) + Math.max(0, n - agents) * theta;
  const peak = likeliest(agents, load, theta);
  const below: number[] = [];
  for (let n = peak, term = 1; n > 0; n -= 1) {
    term *= leaving(n) / load;
    below.unshift(term);
  }
  const above: number[] = [1];
  for (let n = peak + 1, term = 1; n <= agents || term > NEGLIGIBLE; n += 1) {
    term *= load / leaving(n);
    above.push(term);
  }
  const terms = [...below, ...above];
  const sum = terms.reduce((total, term) => total + term, 0);
  return terms.map((term) => term / sum);
}

function likeliest(agents: number, load: number, theta: number): number {
  return load < agents ? Math.floor(load) : agents + Math.floor((load - agents) / theta);
}

/**
 * For a caller with k others waiting before: the chance of an answer in time and before patience
 * ends, (c / (c + k + 1)) · I(k + 1, c + 1) at 1 − e^(−θt), with c = Nμ/θ. The incomplete beta
 * function goes from one k to the next by a single term, so the k must come one after the other.
 */
function answeredWithin(c: number, thetaTime: number): (k: number) => number {
  const x = -Math.expm1(-thetaTime);
  const power = c + 1;
  let reached = 1 - Math.exp(-thetaTime * power);
  let term = x * power * Math.exp(-thetaTime * power);
  let at = 0;
  return (k) => {
    for (; at < k; at += 1) {
      reached -= term;
      term *= (x * (at + 1 + power)) / (at + 2);
    }
    return (c / (c + k + 1)) * Math.max(0, reached);
  };
}

/** Nobody at work: everyone waits until patience ends. */
function unmanned(meanWaitSeconds: number): QueueForecast {
  return { waitShare: 1, meanWaitSeconds, answeredInTime: 0, abandonShare: 1, occupancy: 0 };
}
