import { randomBytes } from 'node:crypto';
import type { LegKind, LegOffer, LegState, RtpPlace, Track } from '@1999/telephony/contract/media';
import { now } from './clock.ts';
import type { Config } from './config.ts';
import { type Connection, connect, type SoundPacket } from './connection.ts';
import { newStream, nextMark, type OutgoingStream, skipOne } from './domain/rtp-continuity.ts';
import { type KeyMemory, keyOf } from './domain/telephone-event.ts';
import { legClosed, offerOvertaken } from './errors.ts';
import { openTrunkLine, type TrunkLine } from './trunk-line.ts';

export type LegListener = {
  onState(state: LegState): void;
  onSound(packet: SoundPacket, payload: Buffer): void;
  /** A packet was taken out of the voice; its listeners must not see a hole. */
  onTakenOut(packet: SoundPacket): void;
  onDigit(digit: string, via: 'channel' | 'telephone-event'): void;
};

const randomStart = () => newStream(randomBytes(2).readUInt16LE(), randomBytes(4).readUInt32LE());

/**
 * One browser or one line of a trunk in a call. A browser's leg outlives its connections: a reload
 * brings a new one. A trunk's has one line for as long as it lives.
 */
export class Leg {
  readonly id: string;
  readonly kind: LegKind;
  state: LegState = 'connecting';
  muted = false;
  /** When the last packet of sound came, and the last sign of life of any kind. */
  heardAt = now();
  aliveAt = now();
  silenceTold = false;
  readonly #config: Config;
  readonly #listener: LegListener;
  readonly #streams: Record<Track, OutgoingStream> = { main: randomStart(), side: randomStart() };
  #connection: Connection | null = null;
  #line: Promise<TrunkLine> | null = null;
  #lastOffer: { sdp: string; answer: Promise<string> } | null = null;
  #keys: KeyMemory = null;

  constructor(id: string, kind: LegKind, config: Config, listener: LegListener) {
    this.id = id;
    this.kind = kind;
    this.#config = config;
    this.#listener = listener;
  }

  /**
   * Answers an offer; the connection it makes takes the place of the leg's earlier one. The same
   * offer again (a retry of the request) gets the same answer. @throws UnusableOffer, Refusal
   */
  offer({ sdp }: LegOffer): Promise<string> {
    if (this.state === 'closed') throw legClosed();
    if (this.#lastOffer?.sdp === sdp) return this.#lastOffer.answer;
    const answer = this.#answer(sdp);
    this.#lastOffer = { sdp, answer };
    answer.catch(() => {
      if (this.#lastOffer?.sdp === sdp) this.#lastOffer = null;
    });
    return answer;
  }

  /**
   * Opens the leg's port for a line of a trunk, once, and returns where it is. With the engine's
   * place the leg is connected: its sound is taken from there alone. @throws Refusal
   */
  async openLine(engine: RtpPlace | null): Promise<RtpPlace> {
    if (this.state === 'closed') throw legClosed();
    this.#line ??= this.#openLine().catch((error: unknown) => {
      this.#line = null;
      throw error;
    });
    const line = await this.#line;
    if (engine) {
      line.meet(engine);
      this.aliveAt = now();
      this.become('connected');
    }
    return line.place;
  }

  /** Whether the leg is a line of a trunk: its silence does not mean that it is gone. */
  get byTrunk(): boolean {
    return this.#line !== null;
  }

  /** Sends what a trunk's line is to hear in the next 20 ms; a browser times its sound itself. */
  tick(): void {
    this.#connection?.tick?.();
  }

  async #openLine(): Promise<TrunkLine> {
    const line = await openTrunkLine(this.#config, {
      onSound: (packet, payload) => this.#hear(packet, payload),
    });
    if (this.#closed) {
      line.close();
      throw legClosed();
    }
    this.#connection = line;
    return line;
  }

  /** Whether no offer of the leg ever led to anything, and none is being answered. */
  get neverCame(): boolean {
    const nothing = this.#connection === null && this.#lastOffer === null;
    return nothing && !this.#line && !this.#closed;
  }

  /** Whether the browser can hear now. */
  get ready(): boolean {
    return this.#connection?.ready() ?? false;
  }

  /** Sends one packet of a source on a track; drops it when the browser cannot hear. */
  send(track: Track, source: string, packet: Omit<SoundPacket, 'stream'>, payload: Uint8Array) {
    const connection = this.#connection;
    if (!connection?.ready()) return;
    const mark = nextMark(this.#streams[track], source, packet, now());
    if (mark) connection.send(track, mark, payload);
  }

  /** Closes the hole a taken-out packet would leave in the track. */
  skip(track: Track, source: string): void {
    skipOne(this.#streams[track], source);
  }

  /** Changes the state, once, and tells it. */
  become(state: LegState): void {
    if (this.state === state || this.state === 'closed') return;
    this.state = state;
    this.silenceTold = false;
    if (state === 'connected') this.heardAt = now();
    this.#listener.onState(state);
  }

  close(): void {
    this.become('closed');
    this.#connection?.close();
    this.#connection = null;
  }

  async #answer(sdp: string): Promise<string> {
    let current: Connection | null = null;
    const isCurrent = () => current === null || this.#connection === current;
    const next = await connect(sdp, this.#config, {
      onConnected: () => isCurrent() && this.become('connected'),
      onGone: () => isCurrent() && this.become('disconnected'),
      onAlive: () => {
        this.aliveAt = now();
        if (this.state === 'disconnected' && isCurrent() && current?.ready())
          this.become('connected');
      },
      onSound: (packet, payload) => isCurrent() && this.#hear(packet, payload),
      onTelephoneEvent: (packet, payload) => isCurrent() && this.#key(packet, payload),
      onDigit: (digit) => isCurrent() && this.#listener.onDigit(digit, 'channel'),
    });
    const overtaken = this.#lastOffer !== null && this.#lastOffer.sdp !== sdp;
    if (overtaken || this.#closed) {
      next.close();
      throw overtaken ? offerOvertaken() : legClosed();
    }
    const old = this.#connection;
    current = next;
    this.#connection = next;
    // A new connection is a new stream to the browser: its first packet starts a talkspurt.
    for (const stream of Object.values(this.#streams)) stream.source = null;
    this.aliveAt = now();
    this.become('connecting');
    old?.close();
    return next.answer;
  }

  get #closed(): boolean {
    return this.state === 'closed';
  }

  #hear(packet: SoundPacket, payload: Buffer): void {
    this.heardAt = now();
    this.aliveAt = this.heardAt;
    if (!this.muted) this.#listener.onSound(packet, payload);
  }

  #key(packet: SoundPacket, payload: Buffer): void {
    const { digit, memory } = keyOf(this.#keys, { ...packet, payload });
    this.#keys = memory;
    this.#listener.onTakenOut(packet);
    if (digit !== null) this.#listener.onDigit(digit, 'telephone-event');
  }
}
