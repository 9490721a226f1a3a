import {
  type Conference,
  change,
  endByApi,
  join,
  leave,
  type Participant,
  type ParticipantChange,
  type Step,
} from '../domain/conference-state.ts';
import { newSid } from '../ids.ts';
import { Interrupted } from '../scheduler.ts';
import { conferenceCallback } from './conference-callback.ts';
import { forgetOldest } from './forget-oldest.ts';
import type { VerbContext } from './run-program.ts';
import type { Switchboard } from './switchboard.ts';
import type { HttpMethod } from './twiml.ts';
import { playOnce, playWaiting, type WaitProgram } from './waiting-program.ts';

export interface RoomSubscription {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<string>;
}

interface Entry {
  participant: Participant;
  wait: WaitProgram;
  beep: boolean;
}

interface Seat extends Entry {
  context: VerbContext;
  holdMusic: WaitProgram;
  tune: 'talk' | 'wait' | 'hold' | 'none';
  sound: AbortController;
  leftRoom: () => void;
}

/** A conference while it runs: the pure state, and what each seat hears because of it. */
export class ConferenceRoom {
  readonly createdAt: number;
  updatedAt: number;
  state: Conference;
  readonly #board: Switchboard;
  readonly #seats = new Map<string, Seat>();
  #subscription: RoomSubscription | undefined;
  #sequence = 1;

  constructor(board: Switchboard, friendlyName: string) {
    this.#board = board;
    this.createdAt = board.scheduler.now();
    this.updatedAt = this.createdAt;
    this.state = { sid: newSid('CF'), friendlyName, status: 'init', participants: [] };
  }

  /** The first participant that names a status callback sets it for the whole conference. */
  subscribe(subscription: RoomSubscription): void {
    this.#subscription ??= subscription;
  }

  /**
   * Seats a leg and stays until it was taken out or the conference ended.
   * @throws Interrupted when the leg hung up or was redirected.
   */
  async enter(context: VerbContext, entry: Entry): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { callSid } = entry.participant;
    this.#seats.set(callSid, {
      ...entry,
      context,
      holdMusic: 'music',
      tune: 'none',
      sound: new AbortController(),
      leftRoom: resolve,
    });
    const onAbort = () => this.#apply(leave(this.state, callSid, false));
    context.signal.addEventListener('abort', onAbort, { once: true });
    this.#apply(join(this.state, entry.participant));
    if (entry.beep) for (const seat of this.#seats.values()) seat.context.leg.hear('tone', 'beep');
    await promise;
    context.signal.removeEventListener('abort', onAbort);
    if (context.signal.aborted) throw new Interrupted();
  }

  /** Mutes, holds, coaches… one participant; `holdMusic` is what it hears on hold. */
  update(callSid: string, wanted: ParticipantChange, holdMusic?: WaitProgram): void {
    const seat = this.#seats.get(callSid);
    if (seat && holdMusic) seat.holdMusic = holdMusic;
    this.#apply(change(this.state, callSid, wanted));
  }

  /** Takes a participant out; its call goes on with the verb after Dial. */
  kick(callSid: string): void {
    this.#apply(leave(this.state, callSid, true));
  }

  end(): void {
    this.#apply(endByApi(this.state));
  }

  /** Plays a document to one participant or to all of them, without ending what they do. */
  announce(url: string, method: HttpMethod, callSid?: string): void {
    for (const seat of this.#seats.values()) {
      if (callSid && seat.participant.callSid !== callSid) continue;
      void playOnce(seat.context, { url, method });
    }
  }

  #apply(step: Step): void {
    if (step.events.length === 0) return;
    this.state = step.conference;
    this.updatedAt = this.#board.scheduler.now();
    for (const event of step.events) {
      const leg = 'participant' in event ? this.#board.calls.get(event.participant.callSid) : null;
      const callback = conferenceCallback(this.#board, this.state, event, leg?.status);
      if (this.#subscription?.events.has(callback.subscription)) {
        const { url, method } = this.#subscription;
        const params = { ...callback.params, SequenceNumber: String(this.#sequence) };
        const subject = this.state.sid;
        this.#board.callbacks.send({ subject, event: event.type, url, method, params });
      }
      this.#sequence += 1;
      if (event.type === 'participant-leave') this.#unseat(event.participant.callSid);
    }
    for (const seat of this.#seats.values()) this.#retune(seat);
  }

  #unseat(callSid: string): void {
    const seat = this.#seats.get(callSid);
    if (!seat) return;
    this.#seats.delete(callSid);
    seat.sound.abort();
    seat.leftRoom();
  }

  /** Gives a seat what it should hear now: talk, the waiting program or its hold music. */
  #retune(seat: Seat): void {
    const me = this.state.participants.find((p) => p.callSid === seat.participant.callSid);
    const tune = me?.hold ? 'hold' : this.state.status === 'in-progress' ? 'talk' : 'wait';
    if (tune === seat.tune) return;
    seat.tune = tune;
    seat.sound.abort();
    seat.sound = new AbortController();
    seat.context.leg.hear('state', { hold: 'on-hold', talk: 'connected', wait: 'waiting' }[tune]);
    if (tune === 'talk') return;
    const { sid, friendlyName } = this.state;
    const context = { ...seat.context, signal: seat.sound.signal };
    void playWaiting(context, tune === 'hold' ? seat.holdMusic : seat.wait, {
      ConferenceSid: sid,
      FriendlyName: friendlyName,
    });
  }
}

/** The running conference of that name; makes a new one when there is none. */
export function roomNamed(board: Switchboard, friendlyName: string): ConferenceRoom {
  for (const room of board.rooms.values()) {
    if (room.state.friendlyName === friendlyName && room.state.status !== 'completed') return room;
  }
  const room = new ConferenceRoom(board, friendlyName);
  board.rooms.set(room.state.sid, room);
  forgetOldest(board.rooms, (old) => old.state.status === 'completed');
  return room;
}
