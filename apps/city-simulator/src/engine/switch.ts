import { randomUUID } from 'node:crypto';
import { type Channel, view } from './channel.ts';
import { openMediaPort } from './media-port.ts';

/** What somebody does whose number is dialled. */
export type Called = (phone: Phone) => void;

/** A telephone on the trunk's other side. */
export interface Phone {
  readonly channelId: string;
  /** Picks up, where the engine rings. */
  answer(): void;
  press(digit: string): void;
  /** Hangs up, or with another Q.850 cause is busy or does not answer. */
  hangUp(cause?: number): void;
  speak(frame: Uint8Array): void;
  onSound(hear: (frame: Uint8Array) => void): void;
  readonly state: string;
  /** The cause, once the line is over. */
  readonly ended: number | null;
}

type Bridge = { id: string; channels: string[] };
const NORMAL = 16;
const NO_ANSWER = 19;

/** The lines of the engine, who is bridged with whom, and what is told of it. */
export class Switch {
  readonly channels = new Map<string, Channel>();
  readonly bridges = new Map<string, Bridge>();
  /** Who picks up at a number; others let it ring. */
  readonly numbers = new Map<string, Called>();
  readonly #tell: (event: Record<string, unknown>) => void;
  /** Whether the application is connected. */
  readonly #served: () => boolean;

  constructor(tell: (event: Record<string, unknown>) => void, served: () => boolean) {
    this.#tell = tell;
    this.#served = served;
  }

  /** A call comes in by the trunk. Without anybody to serve it, it is refused as congestion. */
  callIn(from: string, dialled: string): Phone {
    const { channel, phone } = this.#phone(`one-${randomUUID()}`, from, dialled);
    channel.state = 'Ring';
    if (this.#served()) this.enter(channel, '1999', []);
    else this.end(channel, 34);
    return phone;
  }

  /** Rings a number; whoever has it may answer, then or later. */
  dial(id: string, number: string, app: string, args: string[], timeoutMs: number): Channel {
    const { channel, phone } = this.#phone(id, '1999', number, () => {
      clearTimeout(ringing);
      this.enter(channel, app, args);
    });
    const ringing = setTimeout(() => this.end(channel, NO_ANSWER), timeoutMs);
    channel.state = 'Ringing';
    queueMicrotask(() => this.numbers.get(number)?.(phone));
    return channel;
  }

  async externalMedia(id: string, host: string, app: string): Promise<Channel> {
    const port = await openMediaPort(host, (frame) => this.#pass(id, frame));
    const channel = this.#channel(id, `UnicastRTP/${host}`, '', 's', {
      hear: (frame) => port.send(frame),
      over: () => port.close(),
    });
    channel.state = 'Up';
    channel.variables
      .set('UNICASTRTP_LOCAL_ADDRESS', '127.0.0.1')
      .set('UNICASTRTP_LOCAL_PORT', String(port.port));
    this.enter(channel, app, []);
    return channel;
  }

  enter(channel: Channel, app: string, args: string[]): void {
    channel.app = app;
    this.#say('StasisStart', channel, { args });
  }

  leave(channel: Channel): void {
    if (channel.app === null) return;
    channel.app = null;
    this.#say('StasisEnd', channel);
  }

  end(channel: Channel, cause = NORMAL): void {
    if (!this.channels.delete(channel.id)) return;
    for (const bridge of this.bridges.values()) {
      bridge.channels = bridge.channels.filter((id) => id !== channel.id);
    }
    this.leave(channel);
    this.#say('ChannelDestroyed', channel, { cause, cause_txt: 'as it was told' });
    channel.over(cause);
  }

  bridgeWith(bridge: Bridge, channelId: string): void {
    bridge.channels = [...bridge.channels.filter((id) => id !== channelId), channelId];
  }

  #phone(id: string, from: string, dialled: string, picked: () => void = () => {}) {
    let hear: (frame: Uint8Array) => void = () => {};
    let ended: number | null = null;
    const channel = this.#channel(id, `PJSIP/trunk-${id}`, from, dialled, {
      hear: (frame) => hear(frame),
      over: (cause) => {
        ended = cause;
      },
    });
    const phone: Phone = {
      channelId: id,
      answer() {
        channel.state = 'Up';
        picked();
      },
      press: (digit) => this.#say('ChannelDtmfReceived', channel, { digit, duration_ms: 100 }),
      hangUp: (cause) => this.end(channel, cause),
      speak: (frame) => channel.state === 'Up' && this.#pass(id, frame),
      onSound(to) {
        hear = to;
      },
      get state() {
        return channel.state;
      },
      get ended() {
        return ended;
      },
    };
    return { channel, phone };
  }

  #channel(
    id: string,
    name: string,
    from: string,
    dialled: string,
    ends: Pick<Channel, 'hear' | 'over'>,
  ): Channel {
    const createdAt = new Date().toISOString();
    const variables = new Map<string, string>();
    const rest = { app: null, createdAt, variables } as const;
    const channel: Channel = { id, name, state: 'Down', from, dialled, ...rest, ...ends };
    this.channels.set(id, channel);
    return channel;
  }

  /** A frame goes to everybody else in the bridge. */
  #pass(id: string, frame: Uint8Array): void {
    for (const { channels } of this.bridges.values()) {
      if (!channels.includes(id)) continue;
      for (const other of channels) if (other !== id) this.channels.get(other)?.hear(frame);
    }
  }

  #say(type: string, channel: Channel, more: Record<string, unknown> = {}): void {
    const timestamp = new Date().toISOString();
    this.#tell({ type, timestamp, application: '1999', channel: view(channel), ...more });
  }
}
