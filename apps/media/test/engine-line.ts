import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { RtpHeader, RtpPacket } from 'werift';
import { ToneEar, toneFrames } from './tone.ts';

/** An engine's end of one line: it sends a tone as RTP, 20 ms by 20 ms, and listens. */
export async function engineLine(hertz: number) {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const ear = new ToneEar();
  const seqs: number[] = [];
  socket.on('message', (bytes) => {
    const packet = RtpPacket.deSerialize(bytes);
    seqs.push(packet.header.sequenceNumber);
    ear.take(packet.payload);
  });
  const tone = toneFrames(hertz);
  let seq = 0;
  let timer: NodeJS.Timeout | undefined;
  const place = { address: '127.0.0.1', port: socket.address().port };
  return {
    place,
    ear,
    /** The sequence numbers of what came, in their order. */
    seqs,
    /** Speaks to that port from now on; with another payload type it is no sound of ours. */
    speak(port: number, payloadType = 0): void {
      let due = performance.now();
      const next = () => {
        seq += 1;
        const numbers = { sequenceNumber: seq & 0xffff, timestamp: seq * 160, ssrc: 1999 };
        const frame = Buffer.from(tone.next().value as Uint8Array);
        const packet = new RtpPacket(new RtpHeader({ ...numbers, payloadType }), frame);
        socket.send(packet.serialize(), port, '127.0.0.1');
        due += 20;
        timer = setTimeout(next, Math.max(0, due - performance.now()));
      };
      next();
    },
    hush: () => clearTimeout(timer),
    close(): void {
      clearTimeout(timer);
      socket.close();
    },
  };
}
