import { realScheduler, type Scheduler, sleep } from '../../carrier/scheduler.ts';
import type { AgencyPlan } from '../domain/agency-plan.ts';
import type { CitizenPlan } from '../domain/citizen-plan.ts';
import { type CallEntry, Ledger } from '../domain/ledger.ts';
import type { Reference } from '../domain/need.ts';
import type { Random } from '../domain/random.ts';

/** A citizen of ours on the telephone, as the agent who answers meets them. */
export interface Caller {
  readonly plan: CitizenPlan;
  readonly entry: CallEntry;
  /** Said by the agent: the talk begins. */
  readonly meet: () => void;
  /** Comes true when the line is down. */
  readonly gone: Promise<void>;
  /** The agent's word to the caller that a case was opened. */
  readonly recorded: (caseId: string) => void;
}

/** Who reported a case, as far as its end goes. */
export interface Reporter {
  /** Settled when the survey was answered or will not be. */
  readonly surveyDone: Promise<void>;
}

/** An order as the simulated agencies and their duty telephones know it. */
export interface KnownOrder {
  readonly id: string;
  /** The last five digits of its number, as they are spoken. */
  readonly digits: string;
  readonly caseId: string;
  readonly plan: AgencyPlan;
  acknowledged: boolean;
  done: boolean;
  /** Wakes the agency's wait for an acknowledgement by telephone. */
  readonly onAcknowledged: Promise<void>;
  readonly noteAcknowledged: () => void;
}

/** All that the people of one simulation share. */
export class World {
  readonly url: string;
  readonly random: Random;
  readonly reference: Reference;
  readonly scheduler: Scheduler = realScheduler();
  readonly ledger = new Ledger();
  /** By the last three digits of the telephone, which is what an agent sees of it. */
  readonly callers = new Map<string, Caller>();
  /** By case: whose it is. */
  readonly reporters = new Map<string, Reporter>();
  readonly orders = new Map<string, KnownOrder>();
  readonly #takenByPhone = new Set<string>();
  /** Aborted when everybody goes home. */
  readonly over = new AbortController();
  readonly #active = new Set<Promise<unknown>>();
  readonly #background = new Set<Promise<unknown>>();

  constructor(url: string, random: Random, reference: Reference) {
    this.url = url;
    this.random = random;
    this.reference = reference;
  }

  /** An agency has learned of an order; its duty telephone may have been faster. */
  know(order: KnownOrder): void {
    this.orders.set(order.id, order);
    if (this.#takenByPhone.has(order.digits)) this.takenByPhone(order.digits);
  }

  /** A duty officer took on the order whose number ends so. One of an earlier run is not counted. */
  takenByPhone(digits: string): void {
    this.#takenByPhone.add(digits);
    const order = this.orderEnding(digits);
    if (order) this.ledger.orderAcknowledged(order.id, 'voice');
  }

  orderEnding(digits: string): KnownOrder | undefined {
    return [...this.orders.values()].findLast((order) => order.digits === digits);
  }

  /** People at something that should be finished before the simulation ends. */
  get active(): number {
    return this.#active.size;
  }

  /** Lets `work` run; the simulation waits for it. Its failure is noted, never thrown. */
  track(work: Promise<unknown>): void {
    this.#keep(this.#active, work);
  }

  /** Lets `work` run; it ends when everybody goes home. */
  runBeside(work: Promise<unknown>): void {
    this.#keep(this.#background, work);
  }

  /** Waits `ms`, or until everybody goes home; says whether it goes on. */
  async pause(ms: number): Promise<boolean> {
    await sleep(this.scheduler, ms, this.over.signal).catch(() => {});
    return !this.over.signal.aborted;
  }

  /** Sends everybody home and waits until they are gone, at most `ms`. */
  async goHome(ms: number): Promise<void> {
    this.over.abort();
    const everybody = Promise.allSettled([...this.#active, ...this.#background]);
    await Promise.race([everybody, new Promise<void>((go) => this.scheduler.after(ms, go))]);
  }

  #keep(among: Set<Promise<unknown>>, work: Promise<unknown>): void {
    const kept = work
      .catch((error: unknown) => this.ledger.problem((error as Error).message))
      .finally(() => among.delete(kept));
    among.add(kept);
  }
}

/** A promise and what fulfils it. */
export function signalOnce(): { promise: Promise<void>; done: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, done: () => resolve() };
}
