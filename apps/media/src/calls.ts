import { createHash } from 'node:crypto';
import type { LegOffer, MediaCommand, RtpPlace, TrunkOffer } from '@1999/telephony/contract/media';
import { Call, type CallSurroundings } from './call.ts';
import { now } from './clock.ts';
import { applyCommand } from './commands.ts';
import { callEnded, callUnknown, Refusal } from './errors.ts';

/** Ended calls and done commands remembered, so that a retry is told apart from news. */
const MOST_REMEMBERED = 10_000;

/** Every call of this peer. */
export class Calls {
  readonly #calls = new Map<string, Call>();
  readonly #ended = new Set<string>();
  readonly #done = new Map<string, { body: string; result: Promise<void> }>();
  readonly #ending = new Set<Promise<void>>();
  readonly #surroundings: CallSurroundings;

  constructor(surroundings: CallSurroundings) {
    this.#surroundings = surroundings;
  }

  all(): Call[] {
    return [...this.#calls.values()];
  }

  /** A living call. @throws Refusal: unknown, or over. */
  get(callId: string): Call {
    const call = this.#calls.get(callId);
    if (!call) throw this.#ended.has(callId) ? callEnded() : callUnknown();
    return call;
  }

  /** Answers a browser's offer; the first one of a call begins it. @throws UnusableOffer, Refusal */
  offer(legId: string, offer: LegOffer): Promise<string> {
    return this.#letIn(offer.callId, (call) => call.offer(legId, offer));
  }

  /** Opens a port for a line of a trunk; the first leg of a call begins it. @throws Refusal */
  openLine(legId: string, offer: TrunkOffer): Promise<RtpPlace> {
    return this.#letIn(offer.callId, (call) => call.openLine(legId, offer));
  }

  async #letIn<T>(callId: string, join: (call: Call) => Promise<T>): Promise<T> {
    if (this.#ended.has(callId)) throw callEnded();
    const call = this.#calls.get(callId) ?? this.#begin(callId);
    try {
      return await join(call);
    } finally {
      if (call.legs.size === 0) this.#calls.delete(call.id);
    }
  }

  /** Carries out a command once; again with the same id and body it answers the same. @throws Refusal */
  command(callId: string, command: MediaCommand): Promise<void> {
    const key = `${callId} ${command.id}`;
    const body = createHash('sha256').update(JSON.stringify(command)).digest('base64');
    const done = this.#done.get(key);
    if (done && done.body !== body) {
      throw new Refusal(422, 'command_reused', 'this id was another command', 'id');
    }
    if (done) return done.result;
    if (command.type === 'hangup' && this.#ended.has(callId)) return Promise.resolve();
    const call = this.get(callId);
    const result = applyCommand(call, command);
    if (command.type === 'hangup' && command.leg === undefined) this.#forget(call, result);
    this.#done.set(key, { body, result });
    result.catch(() => this.#done.delete(key));
    dropOldest(this.#done);
    return result;
  }

  /** The watchman's round: each call looks at itself; one that nobody came back to ends. */
  watch(): void {
    for (const call of this.#calls.values()) {
      call.watch();
      if (now() - call.peopledAt > this.#surroundings.config.abandonedMs) {
        this.#forget(call, call.end('abandoned'));
      }
    }
  }

  /** Ends everything and waits for the recordings to be on the disk. */
  async endAll(): Promise<void> {
    for (const call of this.all()) this.#forget(call, call.end('shutdown'));
    await Promise.allSettled(this.#ending);
  }

  #begin(callId: string): Call {
    if (this.#calls.size >= this.#surroundings.config.maxCalls) {
      throw new Refusal(503, 'peer_full', 'this peer carries as many calls as it can');
    }
    const call = new Call(callId, this.#surroundings);
    this.#calls.set(callId, call);
    return call;
  }

  #forget(call: Call, ending: Promise<void>): void {
    this.#calls.delete(call.id);
    this.#ended.add(call.id);
    dropOldest(this.#ended);
    this.#ending.add(ending);
    ending.catch(() => {}).finally(() => this.#ending.delete(ending));
  }
}

function dropOldest(memory: Map<string, unknown> | Set<string>): void {
  if (memory.size <= MOST_REMEMBERED) return;
  const oldest = memory.keys().next();
  if (!oldest.done) memory.delete(oldest.value);
}
