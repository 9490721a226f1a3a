import type { CarrierOptions } from '../carrier-options.ts';
import { type CallStatus, progressEvent } from '../domain/call-state.ts';
import { twilioTime } from '../domain/twilio-time.ts';
import { HandsetBook } from '../handsets/handset-book.ts';
import type { TextMessage } from '../messages/text-message.ts';
import { realScheduler, type Scheduler } from '../scheduler.ts';
import { CallbackSender } from '../webhooks/callback-sender.ts';
import { type FaultSwitches, noFaults } from '../webhooks/faults.ts';
import { callParams } from './call-params.ts';
import type { ConferenceRoom } from './conference-room.ts';
import { forgetOldest } from './forget-oldest.ts';
import { Leg, type LegStart } from './leg.ts';
import type { HttpMethod } from './twiml.ts';

/** A recording of one call's line, begun by the API. */
export interface CallRecording {
  sid: string;
  callSid: string;
  channels: 1 | 2;
  track: string;
  status: 'in-progress' | 'paused' | 'completed';
  startedAt: number;
  endedAt: number | undefined;
  callback: { url: string; method: HttpMethod; events: ReadonlySet<string> } | undefined;
}

/** The carrier's memory: its calls, conferences and messages, and what hangs on all of them. */
export class Switchboard {
  readonly options: CarrierOptions;
  readonly scheduler: Scheduler;
  readonly callbacks: CallbackSender;
  readonly handsets = new HandsetBook();
  readonly calls = new Map<string, Leg>();
  readonly rooms = new Map<string, ConferenceRoom>();
  readonly recordings = new Map<string, CallRecording>();
  readonly messages = new Map<string, TextMessage>();
  readonly #watchers = new Set<(number: string) => void>();
  faults: FaultSwitches = noFaults();
  /** The carrier's own address, known once it listens. */
  origin = '';
  #nextStart = 0;

  constructor(options: CarrierOptions) {
    this.options = options;
    this.scheduler = options.scheduler ?? realScheduler();
    this.callbacks = new CallbackSender({
      scheduler: this.scheduler,
      authToken: options.authToken,
      faults: () => this.faults,
      warn: (message) => this.warn(message),
    });
  }

  /** How long a sound of `ms` milliseconds takes on this carrier. */
  soundTime(ms: number): number {
    return ms / (this.options.speed ?? 1);
  }

  warn(message: string): void {
    this.options.warn?.(message);
  }

  /** Opens a leg; its state is reported to its status callback and to the telephones' screens. */
  openLeg(start: LegStart): Leg {
    const leg = new Leg(start, () => this.scheduler.now());
    this.calls.set(leg.sid, leg);
    forgetOldest(this.calls, (old) => old.over);
    leg.on('status', (status) => this.report(leg, status));
    leg.on('heard', () => this.changed(leg.phone));
    this.changed(leg.phone);
    return leg;
  }

  /** Keeps a text message, for the API and for the telephones' screens. */
  keepMessage(message: TextMessage): void {
    this.messages.set(message.sid, message);
    forgetOldest(this.messages, (old) => old.status !== 'queued' && old.status !== 'sent');
  }

  /** Sends the call progress callback of a status, when the leg's owner subscribed to it. */
  report(leg: Leg, status: CallStatus): void {
    const target = leg.statusCallback;
    const event = progressEvent(status);
    if (!target?.events.has(event)) return;
    this.callbacks.send({
      subject: leg.sid,
      event,
      url: target.url,
      method: target.method,
      params: {
        ...callParams(this.options.accountSid, leg),
        CallStatus: status === 'queued' ? 'initiated' : status,
        ...(leg.over && {
          CallDuration: String(leg.seconds),
          Duration: String(Math.ceil(leg.seconds / 60)),
        }),
        Timestamp: twilioTime(this.scheduler.now()),
        SequenceNumber: String(leg.sequence++),
        CallbackSource: 'call-progress-events',
      },
    });
  }

  /** Milliseconds until the API may start its next call; each asking takes one place. */
  takeStartSlot(): number {
    const perSecond = this.options.callsPerSecond ?? 1;
    if (perSecond === 0) return 0;
    const now = this.scheduler.now();
    const start = Math.max(now, this.#nextStart);
    this.#nextStart = start + 1000 / perSecond;
    return start - now;
  }

  /** Calls `watcher` with a telephone's number whenever something about it changed. */
  watch(watcher: (number: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  changed(number: string): void {
    for (const watcher of this.#watchers) watcher(number);
  }

  /** Hangs everything up; for shutting down. */
  hangUpAll(): void {
    for (const leg of this.calls.values()) {
      leg.statusCallback = undefined;
      leg.end();
    }
  }
}
