import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const FRAME = 160;
const HEADER = 12;

/** The engine's end of a line's sound: RTP (G.711 µ-law) to and from one place outside. */
export async function openMediaPort(host: string, onFrame: (frame: Uint8Array) => void) {
  const cut = host.lastIndexOf(':');
  const [address, port] = [host.slice(0, cut), Number(host.slice(cut + 1))];
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.on('error', () => {});
  socket.on('message', (bytes) => onFrame(bytes.subarray(HEADER)));
  const ssrc = randomBytes(4);
  let [seq, timestamp] = [0, 0];
  return {
    port: socket.address().port,
    send(frame: Uint8Array): void {
      const header = Buffer.alloc(HEADER);
      header[0] = 0x80;
      header.writeUInt16BE(seq, 2);
      header.writeUInt32BE(timestamp, 4);
      ssrc.copy(header, 8);
      seq = (seq + 1) & 0xffff;
      timestamp = (timestamp + FRAME) >>> 0;
      socket.send(Buffer.concat([header, frame]), port, address, () => {});
    },
    close: () => socket.close(),
  };
}
