import { BadOgg, FIRST_PAGE, LAST_PAGE, lacingOf, oggPackets, oggPage } from './ogg-page.ts';

/** Opus in Ogg (RFC 7845): prompts are read from it, recordings are written to it. */

/** The length of a frame in ticks of 48 kHz: 20 ms. */
export const FRAME_TICKS = 960;
/** 20 ms of silence: one CELT frame, fullband, mono, that decodes to nothing. */
export const SILENT_FRAME = Buffer.from([0xf8, 0xff, 0xfe]);
/** Frames a page of a recording holds: one second, so that a crash loses no more. */
export const FRAMES_PER_PAGE = 50;
const MOST_LACING = 255;

/**
 * The length of an Opus packet in ticks of 48 kHz, from its first bytes (RFC 6716 §3.1–3.2).
 * @throws BadOgg for an empty packet or one over 120 ms.
 */
export function packetTicks(packet: Uint8Array): number {
  const toc = packet[0];
  if (toc === undefined) throw new BadOgg('empty packet');
  const config = toc >> 3;
  const code = toc & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 0x3f;
  const ticks = frames * frameTicks(config);
  if (ticks === 0 || ticks > 5760) throw new BadOgg('impossible packet length');
  return ticks;
}

function frameTicks(config: number): number {
  if (config < 12) return [480, 960, 1920, 2880][config & 3] as number;
  if (config < 16) return config & 1 ? 960 : 480;
  return [120, 240, 480, 960][config & 3] as number;
}

/** What an Ogg Opus file holds besides its tags. */
export interface OpusStream {
  readonly channels: number;
  /** Samples of 48 kHz at the beginning that are not to be heard. */
  readonly preSkip: number;
  readonly packets: readonly Uint8Array[];
}

/**
 * The one stream of an Ogg Opus file, mono or stereo (channel mapping 0). @throws BadOgg when it
 * is no such file, is cut short or holds no sound.
 */
export function opusStream(file: Uint8Array): OpusStream {
  const [head, tags, ...packets] = [...oggPackets(file)].map(({ packet }) => packet);
  if (tag(head) !== 'OpusHead' || tag(tags) !== 'OpusTags') throw new BadOgg('not an Opus file');
  if (packets.length === 0) throw new BadOgg('no sound inside');
  const bytes = head as Uint8Array;
  const [channels = 0, mapping = 0] = [bytes[9], bytes[18]];
  if (bytes.length < 19 || channels < 1 || channels > 2 || mapping !== 0) {
    throw new BadOgg('neither mono nor stereo');
  }
  const preSkip = (bytes[10] ?? 0) | ((bytes[11] ?? 0) << 8);
  return { channels, preSkip, packets };
}

/**
 * The packets of an Ogg Opus file, each of 20 ms, ready for the ticker.
 * @throws BadOgg when it is no such file, or its frames are not of 20 ms.
 */
export function opusFrames(file: Uint8Array): Uint8Array[] {
  const { packets } = opusStream(file);
  if (packets.some((packet) => packetTicks(packet) !== FRAME_TICKS)) {
    throw new BadOgg('frames must be of 20 ms');
  }
  return [...packets];
}

const tag = (packet: Uint8Array | undefined) =>
  packet ? Buffer.from(packet.subarray(0, 8)).toString('latin1') : '';

/** Turns packets into the bytes of an Ogg Opus file, page by page. Does no I/O. */
export class OpusFileWriter {
  readonly #serial: number;
  #sequence = 0;
  #position = 0n;
  #waiting: Uint8Array[] = [];
  #lacing = 0;

  constructor(serial: number) {
    this.#serial = serial;
  }

  /** What the file begins with: its identification and comment pages. */
  head(): Buffer {
    const head = Buffer.alloc(19);
    head.write('OpusHead', 0, 'latin1');
    head.writeUInt8(1, 8);
    head.writeUInt8(1, 9); // one channel
    head.writeUInt32LE(48_000, 12);
    const vendor = Buffer.from('1999');
    const tags = Buffer.alloc(16 + vendor.length);
    tags.write('OpusTags', 0, 'latin1');
    tags.writeUInt32LE(vendor.length, 8);
    vendor.copy(tags, 12);
    return Buffer.concat([this.#page(FIRST_PAGE, [head]), this.#page(0, [tags])]);
  }

  /** Adds a packet; the bytes of a page when one became full, else null. */
  add(packet: Uint8Array): Buffer | null {
    const lacing = lacingOf(packet).length;
    const full = this.#waiting.length === FRAMES_PER_PAGE || this.#lacing + lacing > MOST_LACING;
    const page = full ? this.#flush(0) : null;
    this.#waiting.push(packet);
    this.#lacing += lacing;
    this.#position += BigInt(packetTicks(packet));
    return page;
  }

  /** The last page. */
  end(): Buffer {
    return this.#flush(LAST_PAGE);
  }

  #flush(flags: number): Buffer {
    const packets = this.#waiting;
    this.#waiting = [];
    this.#lacing = 0;
    return this.#page(flags, packets);
  }

  #page(flags: number, packets: Uint8Array[]): Buffer {
    const position = this.#position;
    const sequence = this.#sequence;
    this.#sequence += 1;
    return oggPage({ flags, position, serial: this.#serial, sequence }, packets);
  }
}
