import { EventEmitter } from 'node:events';
import {
  type CallAction,
  type CallStatus,
  endingAction,
  isFinal,
  nextStatus,
  type ProgressEvent,
} from '../domain/call-state.ts';
import { isKey } from '../domain/gather.ts';
import { newSid } from '../ids.ts';
import type { HttpMethod } from './twiml.ts';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

/** Something the telephone's ear or screen got, in the order it came. */
export interface HeardLine {
  at: number;
  kind: 'say' | 'music' | 'tone' | 'key' | 'state';
  text: string;
  language?: string;
  /** How often it came in a row. */
  times: number;
}

export interface CallbackTarget {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<ProgressEvent>;
}

export interface LegStart {
  from: string;
  to: string;
  direction: Direction;
  parentSid?: string;
  statusCallback?: CallbackTarget;
  fallback?: { url: string; method: HttpMethod };
}

interface LegEvents {
  status: [CallStatus];
  /** The line now waits for keys. */
  asked: [];
  heard: [];
}

const KEPT_LINES = 200;

/**
 * One leg of a call: the line between the carrier and one telephone (or one browser). It knows
 * its state and what is heard on it; what it does is decided by the TwiML program running on it.
 */
export class Leg extends EventEmitter<LegEvents> {
  readonly sid = newSid('CA');
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly parentSid: string | undefined;
  readonly createdAt: number;
  statusCallback: CallbackTarget | undefined;
  fallback: LegStart['fallback'];
  status: CallStatus;
  updatedAt: number;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  sequence = 0;
  heard: HeardLine[] = [];
  /** Aborted when the present program must stop: hung up or redirected. */
  program = new AbortController();
  /** Takes the keys pressed, while something listens. */
  listener: ((key: string) => void) | undefined;
  readonly #now: () => number;

  constructor(start: LegStart, now: () => number) {
    super();
    this.from = start.from;
    this.to = start.to;
    this.direction = start.direction;
    this.parentSid = start.parentSid;
    this.statusCallback = start.statusCallback;
    this.fallback = start.fallback;
    this.status = start.direction === 'inbound' ? 'ringing' : 'queued';
    this.#now = now;
    this.createdAt = now();
    this.updatedAt = this.createdAt;
  }

  /** The telephone (or client) at this leg's end. */
  get phone(): string {
    return this.direction === 'inbound' ? this.from : this.to;
  }

  get over(): boolean {
    return isFinal(this.status);
  }

  /** Whole seconds talked, 0 for a call that was never answered. */
  get seconds(): number {
    if (this.answeredAt === undefined) return 0;
    return Math.round(((this.endedAt ?? this.#now()) - this.answeredAt) / 1000);
  }

  /** Moves the call on. @throws IllegalCallMove when its state does not allow it. */
  move(action: CallAction): void {
    this.status = nextStatus(this.status, action);
    this.updatedAt = this.#now();
    if (this.status === 'in-progress') this.answeredAt = this.updatedAt;
    if (this.over) this.endedAt = this.updatedAt;
    this.hear('state', this.status);
    this.emit('status', this.status);
    if (this.over) this.program.abort();
  }

  /** Ends the call from either side; nothing happens to one that is over. */
  end(): void {
    const action = endingAction(this.status);
    if (!action) return;
    // A caller who gives up before the answer has had none; only our own calls are called off.
    this.move(action === 'cancel' && this.direction === 'inbound' ? 'timeOut' : action);
  }

  hear(kind: HeardLine['kind'], text: string, language?: string): void {
    const last = this.heard.at(-1);
    if (last && last.kind === kind && last.text === text && kind !== 'key') {
      last.times += 1;
    } else {
      this.heard.push({ at: this.#now(), kind, text, language, times: 1 });
      if (this.heard.length > KEPT_LINES) this.heard.shift();
    }
    this.emit('heard');
  }

  /** Presses keys one after the other; keys nobody listens for are lost, as on a real line. */
  press(keys: string): void {
    for (const key of keys) {
      if (!isKey(key) || this.status !== 'in-progress') continue;
      this.hear('key', key);
      this.listener?.(key);
    }
  }

  /** Starts a new program; the one before it is interrupted. */
  nextProgram(): AbortSignal {
    this.program.abort();
    this.program = new AbortController();
    if (this.over) this.program.abort();
    return this.program.signal;
  }
}
