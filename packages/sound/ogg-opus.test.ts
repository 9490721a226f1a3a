import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OpusFileWriter, opusFrames, opusStream, packetTicks, SILENT_FRAME } from './ogg-opus.ts';
import { BadOgg, FIRST_PAGE, lacingOf, oggChecksum, oggPackets, oggPage } from './ogg-page.ts';

const bytes = (length: number, value = 7) => new Uint8Array(length).fill(value);

/** Two seconds, as a file. */
const silence = fileOf(Array.from({ length: 100 }, () => SILENT_FRAME));

describe('Ogg pages', () => {
  test.each([
    { length: 0, lacing: [0] },
    { length: 1, lacing: [1] },
    { length: 254, lacing: [254] },
    { length: 255, lacing: [255, 0] },
    { length: 256, lacing: [255, 1] },
    { length: 510, lacing: [255, 255, 0] },
  ])('a packet of $length bytes is laced as $lacing', ({ length, lacing }) => {
    expect(lacingOf(bytes(length))).toEqual(lacing);
  });

  test('packets of any length are read back as they were written', () => {
    const packets = fc.array(fc.uint8Array({ maxLength: 700 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(packets, (written) => {
        const page = oggPage(
          { flags: FIRST_PAGE, position: 1n, serial: 2, sequence: 0 },
          written.slice(0, 60),
        );
        const read = [...oggPackets(page)].map(({ packet }) => [...packet]);
        expect(read).toEqual(written.map((packet) => [...packet]));
      }),
    );
  });

  test('a packet that runs over the end of a page is put together again', () => {
    // The first page ends in a lacing value of 255: its packet goes on on the next page.
    const first = pageOf({ lacing: [255], body: bytes(255), flags: 0 });
    const second = pageOf({ lacing: [45], body: bytes(45), flags: 1 });
    const packets = [...oggPackets(Buffer.concat([first, second]))];
    expect(packets.map(({ packet }) => packet.length)).toEqual([300]);
    expect(() => [...oggPackets(first)]).toThrow('last packet cut short');
    expect(() => [...oggPackets(second)]).toThrow('lost its other half');
  });

  test('a flipped bit, a cut file and a file of something else are refused', () => {
    const flipped = Buffer.from(silence);
    flipped[200] = (flipped[200] as number) ^ 1;
    expect(() => opusFrames(flipped)).toThrow(BadOgg);
    expect(() => opusFrames(silence.subarray(0, silence.length - 5))).toThrow('cut short');
    expect(() => opusFrames(Buffer.from('RIFF, a wave file of long ago'))).toThrow(BadOgg);
  });

  test('more than a page can lace is refused', () => {
    const many = Array.from({ length: 256 }, () => bytes(1));
    const page = { flags: 0, position: 0n, serial: 1, sequence: 0 };
    expect(() => oggPage(page, many)).toThrow('too much');
  });
});

describe('Opus packets', () => {
  test.each([
    { toc: 0x00, second: 0, ticks: 480, what: 'SILK 10 ms' },
    { toc: 0x08, second: 0, ticks: 960, what: 'SILK 20 ms' },
    { toc: 0x18, second: 0, ticks: 2880, what: 'SILK 60 ms' },
    { toc: 0x60, second: 0, ticks: 480, what: 'hybrid 10 ms' },
    { toc: 0x78, second: 0, ticks: 960, what: 'hybrid 20 ms' },
    { toc: 0x80, second: 0, ticks: 120, what: 'CELT 2.5 ms' },
    { toc: 0xf8, second: 0, ticks: 960, what: 'CELT 20 ms' },
    { toc: 0xf9, second: 0, ticks: 1920, what: 'two CELT frames of 20 ms' },
    { toc: 0xfb, second: 3, ticks: 2880, what: 'three CELT frames of 20 ms' },
  ])('$what is $ticks ticks long', ({ toc, second, ticks }) => {
    expect(packetTicks(Uint8Array.from([toc, second]))).toBe(ticks);
  });

  test('an empty packet, one of no frames and one over 120 ms are refused', () => {
    expect(() => packetTicks(new Uint8Array())).toThrow(BadOgg);
    expect(() => packetTicks(Uint8Array.from([0xfb, 0]))).toThrow(BadOgg);
    expect(() => packetTicks(Uint8Array.from([0xfb, 7]))).toThrow(BadOgg);
  });

  test('a file of other than one mono or stereo stream is refused', () => {
    const surround = Buffer.from(silence);
    surround[28 + 18] = 1;
    surround.writeUInt32LE(oggChecksum(surround.subarray(0, 47)), 22);
    expect(() => opusStream(surround)).toThrow('neither mono nor stereo');
    expect(opusStream(silence)).toMatchObject({ channels: 1, preSkip: 0 });
  });
});

describe('a file being written', () => {
  test('reads back frame by frame, with a page a second and the right last position', () => {
    const file = fileOf(Array.from({ length: 120 }, () => SILENT_FRAME));
    expect(opusFrames(file)).toHaveLength(120);
    const read = [...oggPackets(file)].map(({ page }) => page);
    expect(read.at(-1)).toMatchObject({ flags: 4, position: 115_200n, serial: 42, sequence: 4 });
  });

  test('big packets start a new page before its lacing is full', () => {
    const big = Buffer.concat([SILENT_FRAME, bytes(1270)]);
    expect(opusFrames(fileOf(Array.from({ length: 200 }, () => big)))).toHaveLength(200);
  });
});

function fileOf(packets: readonly Uint8Array[]): Buffer {
  const writer = new OpusFileWriter(42);
  const pages = packets.map((packet) => writer.add(packet) ?? Buffer.of());
  return Buffer.concat([writer.head(), ...pages, writer.end()]);
}

/** A page of one's own lacing; oggPage writes whole packets only. */
function pageOf({ lacing, body, flags }: { lacing: number[]; body: Uint8Array; flags: number }) {
  const header = Buffer.alloc(27);
  header.write('OggS', 'latin1');
  header.writeUInt8(flags, 5);
  header.writeUInt8(lacing.length, 26);
  const page = Buffer.concat([header, Buffer.from(lacing), body]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}
