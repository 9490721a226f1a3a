/** Pages of the Ogg container (RFC 3533 §6): read and written, without regard to what is inside. */

export class BadOgg extends Error {
  override name = 'BadOgg';
}

export const FIRST_PAGE = 0x02;
export const LAST_PAGE = 0x04;
const CONTINUED = 0x01;
const HEADER_BYTES = 27;
/** A granule position of −1: no packet ends on this page. */
const NO_POSITION = 0xffff_ffff_ffff_ffffn;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  }
  return value;
});

/** Ogg's checksum: CRC-32 unreflected, start 0, over the page with its checksum field zero. */
export function oggChecksum(page: Uint8Array): number {
  let crc = 0;
  for (let index = 0; index < page.length; index += 1) {
    const byte = index >= 22 && index < 26 ? 0 : (page[index] as number);
    crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] as number);
  }
  return crc >>> 0;
}

export type OggPage = {
  flags: number;
  /** Null when no packet ends on the page. */
  position: bigint | null;
  serial: number;
  sequence: number;
};

/**
 * The packets of one logical stream, put together across pages from their lacing values, each
 * with the page it ends on. @throws BadOgg for anything that is not a whole, sound Ogg file.
 */
export function* oggPackets(file: Uint8Array): Generator<{ packet: Uint8Array; page: OggPage }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  let unfinished: Uint8Array[] = [];
  while (at < file.length) {
    if (at + HEADER_BYTES > file.length) throw new BadOgg('page header cut short');
    if (view.getUint32(at) !== 0x4f67_6753) throw new BadOgg('no page begins here');
    const segments = view.getUint8(at + 26);
    const lacing = file.subarray(at + HEADER_BYTES, at + HEADER_BYTES + segments);
    const bodyAt = at + HEADER_BYTES + segments;
    const end = bodyAt + lacing.reduce((sum, value) => sum + value, 0);
    if (lacing.length < segments || end > file.length) throw new BadOgg('page cut short');
    const checksum = view.getUint32(at + 22, true);
    if (oggChecksum(file.subarray(at, end)) !== checksum) throw new BadOgg('checksum differs');
    const position = view.getBigUint64(at + 6, true);
    const page: OggPage = {
      flags: view.getUint8(at + 5),
      position: position === NO_POSITION ? null : position,
      serial: view.getUint32(at + 14, true),
      sequence: view.getUint32(at + 18, true),
    };
    if (((page.flags & CONTINUED) !== 0) !== unfinished.length > 0) {
      throw new BadOgg('a packet lost its other half');
    }
    let from = bodyAt;
    let length = 0;
    for (const value of lacing) {
      length += value;
      if (value === 255) continue;
      unfinished.push(file.subarray(from, from + length));
      yield { packet: joined(unfinished), page };
      unfinished = [];
      from += length;
      length = 0;
    }
    if (length > 0) unfinished.push(file.subarray(from, from + length));
    at = end;
  }
  if (unfinished.length > 0) throw new BadOgg('last packet cut short');
}

/**
 * One page that holds whole packets. @throws BadOgg when they need more than the 255 lacing
 * values a page has.
 */
export function oggPage(
  page: { flags: number; position: bigint; serial: number; sequence: number },
  packets: readonly Uint8Array[],
): Buffer {
  const lacing = packets.flatMap(lacingOf);
  if (lacing.length > 255) throw new BadOgg('too much for one page');
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(page.flags, 5);
  header.writeBigUInt64LE(page.position, 6);
  header.writeUInt32LE(page.serial, 14);
  header.writeUInt32LE(page.sequence, 18);
  header.writeUInt8(lacing.length, 26);
  const bytes = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  bytes.writeUInt32LE(oggChecksum(bytes), 22);
  return bytes;
}

/** The lacing values of one packet: 255s, then one value below 255 that ends it. */
export function lacingOf(packet: Uint8Array): number[] {
  const whole = Math.floor(packet.length / 255);
  return [...new Array<number>(whole).fill(255), packet.length % 255];
}

function joined(parts: Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}
