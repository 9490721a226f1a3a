import { randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import {
  header,
  readSip,
  type SipMessage,
  sdp,
  soundPlace,
  uriIn,
  writeSip,
} from './sip-message.ts';

type Frame = Uint8Array;
const PCMU = 0;
const TELEPHONE_EVENT = 101;

/** One line of a telephone: its call, its sound. */
export class SipLine {
  /** The last status of our INVITE. */
  status = 0;
  state: 'ringing' | 'up' | 'over' = 'ringing';
  hear: (frame: Frame) => void = () => {};
  readonly #phone: SipPhone;
  readonly #sound: Socket;
  readonly callId: string;
  to: { address: string; port: number } | null = null;
  local = '';
  remote = '';
  target = '';
  routes: string[] = [];
  seq = 1;
  #rtp = { seq: 1, timestamp: 160 };

  constructor(phone: SipPhone, sound: Socket, callId: string) {
    this.#phone = phone;
    this.#sound = sound;
    this.callId = callId;
    sound.on('message', (bytes) => {
      if (((bytes[1] ?? 0) & 0x7f) === PCMU) this.hear(bytes.subarray(12));
    });
    sound.on('error', () => {});
  }

  get soundPort(): number {
    return this.#sound.address().port;
  }

  speak(frame: Frame): void {
    this.#rtp.timestamp += 160;
    this.#send(PCMU, this.#rtp.timestamp, frame);
  }

  /** Presses a key as RFC 4733 has it: 100 ms, its end told three times. */
  press(digit: string): void {
    const code = '0123456789*#'.indexOf(digit);
    const at = this.#rtp.timestamp;
    for (let packet = 1; packet <= 8; packet += 1) {
      const duration = Math.min(packet, 5) * 160;
      const end = packet > 5 ? 0x80 : 0;
      this.#send(TELEPHONE_EVENT, at, Uint8Array.of(code, end | 10, duration >> 8, duration));
    }
  }

  hangUp(): void {
    if (this.state === 'up') this.#phone.request(this, 'BYE');
    this.end();
  }

  end(): void {
    if (this.state === 'over') return;
    this.state = 'over';
    this.#sound.close();
  }

  #send(type: number, timestamp: number, payload: Frame): void {
    if (!this.to || this.state !== 'up') return;
    const head = Buffer.alloc(12);
    head[0] = 0x80;
    head[1] = type;
    head.writeUInt16BE(this.#rtp.seq++ & 0xffff, 2);
    head.writeUInt32BE(timestamp >>> 0, 4);
    head.writeUInt32BE(1999, 8);
    this.#sound.send(Buffer.concat([head, payload]), this.to.port, this.to.address);
  }
}

/** A telephone exchange on one address: it calls through the edge, and is called by it. */
export class SipPhone {
  readonly #socket = createSocket('udp4');
  readonly #lines = new Map<string, SipLine>();
  readonly #place: { address: string; port: number };
  readonly #edge: { address: string; port: number };
  /** Who is called: the line picks up when this returns true, and is busy else. */
  called: (number: string, line: SipLine) => boolean = () => false;

  constructor(place: SipPhone['place'], edge: SipPhone['place']) {
    this.#place = place;
    this.#edge = edge;
  }

  get place(): { address: string; port: number } {
    return this.#place;
  }

  async open(): Promise<this> {
    this.#socket.bind(this.#place.port, this.#place.address);
    await once(this.#socket, 'listening');
    this.#socket.on('message', (bytes) => void this.#take(readSip(bytes.toString())));
    return this;
  }

  close(): void {
    for (const line of this.#lines.values()) line.hangUp();
    this.#socket.close();
  }

  async call(from: string, number: string): Promise<SipLine> {
    const line = await this.#line(randomUUID());
    line.local = `<sip:${from}@${this.#place.address}>;tag=${randomUUID()}`;
    line.remote = `<sip:${number}@${this.#edge.address}>`;
    line.target = `sip:${number}@${this.#edge.address}:${this.#edge.port}`;
    this.request(line, 'INVITE', sdp(this.#place.address, line.soundPort));
    return line;
  }

  request(
    line: SipLine,
    method: string,
    body = '',
    seq = method === 'ACK' ? line.seq : ++line.seq,
  ) {
    const { address, port } = this.#place;
    this.#send(
      writeSip(
        `${method} ${line.target} SIP/2.0`,
        [
          ['Via', `SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${randomUUID()}`],
          ['Max-Forwards', '70'],
          ...line.routes.map((route) => ['Route', route] as const),
          ['From', line.local],
          ['To', line.remote],
          ['Call-ID', line.callId],
          ['CSeq', `${seq} ${method}`],
          ['Contact', `<sip:${address}:${port}>`],
        ],
        body,
      ),
    );
  }

  async #take(message: SipMessage): Promise<void> {
    const line = this.#lines.get(header(message, 'call-id'));
    const status = /^SIP\/2\.0 (\d+)/.exec(message.first)?.[1];
    if (status) {
      if (line && header(message, 'cseq').endsWith('INVITE')) {
        this.#answered(line, message, Number(status));
      }
      return;
    }
    const [method, uri = ''] = message.first.split(' ');
    if (method === 'INVITE' && line) return this.#accept(message, line);
    if (method === 'INVITE') return this.#invited(message, uri);
    if (method === 'ACK') return;
    if (method === 'BYE' || method === 'CANCEL') line?.end();
    this.#reply(message, 200, 'OK');
  }

  #answered(line: SipLine, message: SipMessage, status: number): void {
    line.status = status;
    if (message.body) line.to = soundPlace(message.body);
    if (status < 200) return;
    line.remote = header(message, 'to');
    if (status < 300) {
      line.target = uriIn(header(message, 'contact'));
      line.routes = [...(message.headers.get('record-route') ?? [])].reverse();
      line.state = 'up';
    }
    this.request(line, 'ACK');
    if (status >= 300) line.end();
  }

  async #invited(message: SipMessage, uri: string): Promise<void> {
    const line = await this.#line(header(message, 'call-id'));
    const number = /^sip:([^@]+)@/.exec(uri)?.[1] ?? '';
    line.remote = header(message, 'from');
    line.local = `${header(message, 'to')};tag=${randomUUID()}`;
    line.target = uriIn(header(message, 'contact'));
    line.routes = [...(message.headers.get('record-route') ?? [])];
    line.to = soundPlace(message.body);
    if (!this.called(number, line)) {
      this.#reply(message, 486, 'Busy Here', line);
      return line.end();
    }
    line.state = 'up';
    this.#accept(message, line);
  }

  #accept(message: SipMessage, line: SipLine): void {
    this.#reply(message, 200, 'OK', line, sdp(this.#place.address, line.soundPort));
  }

  #reply(message: SipMessage, status: number, reason: string, line?: SipLine, body = ''): void {
    const { address, port } = this.#place;
    const kept = ['via', 'record-route'].flatMap((name) =>
      (message.headers.get(name) ?? []).map((value) => [name, value] as const),
    );
    const to = line ? line.local : header(message, 'to');
    this.#send(
      writeSip(
        `SIP/2.0 ${status} ${reason}`,
        [
          ...kept,
          ['From', header(message, 'from')],
          ['To', to],
          ['Call-ID', header(message, 'call-id')],
          ['CSeq', header(message, 'cseq')],
          ['Contact', `<sip:${address}:${port}>`],
        ],
        body,
      ),
    );
  }

  async #line(callId: string): Promise<SipLine> {
    const sound = createSocket('udp4');
    sound.bind(0, this.#place.address);
    await once(sound, 'listening');
    const line = new SipLine(this, sound, callId);
    this.#lines.set(callId, line);
    return line;
  }

  #send(text: string): void {
    this.#socket.send(text, this.#edge.port, this.#edge.address);
  }
}
