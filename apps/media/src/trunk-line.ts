import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { RtpPlace, Track } from '@1999/telephony/contract/media';
import {
  Application,
  createDecoder,
  createEncoder,
  type OpusEncoderHandle,
  Signal,
} from 'libopus-wasm';
import { RtpHeader, RtpPacket } from 'werift';
import type { Config } from './config.ts';
import type { Connection, SoundPacket } from './connection.ts';
import { fromMuLaw, MU_LAW_SILENCE, toMuLaw } from './domain/g711.ts';
import { seqDistance } from './domain/rtp-continuity.ts';
import { noPortFree } from './errors.ts';
import { Ear } from './trunk-ear.ts';

/** PCMU's static payload type (RFC 3551 §6). */
const MU_LAW = 0;
/** 20 ms at 8 kHz. */
const FRAME_SAMPLES = 160;
/** The room counts time at 48 kHz, a trunk at 8 kHz. */
const TICKS_PER_SAMPLE = 6;
/** Far more than a telephone's bandwidth has to say. */
const BITRATE = 20_000;
const COMPLEXITY = 4;
const TRACKS = ['main', 'side'] as const;

export type TrunkListener = { onSound(packet: SoundPacket, payload: Buffer): void };

/** One telephone line that an engine brings as RTP. */
export type TrunkLine = Connection & {
  /** Where the engine sends the line's sound. */
  place: RtpPlace;
  /** Takes sound from this place and no other, and sends it what its line is to hear. */
  meet(engine: RtpPlace): void;
};

/**
 * Opens a port for one line. Its G.711 becomes Opus, as the room speaks it; the room's Opus, both
 * tracks added up, becomes G.711 on the peer's own 20 ms clock. @throws Refusal `no_port_free`
 */
export async function openTrunkLine(config: Config, listener: TrunkListener): Promise<TrunkLine> {
  const [encoder, ...decoders] = await Promise.all([
    createEncoder({
      sampleRate: 8_000,
      channels: 1,
      application: Application.Voip,
      signal: Signal.Voice,
      bitrate: BITRATE,
      complexity: COMPLEXITY,
    }),
    ...TRACKS.map(() => createDecoder({ sampleRate: 8_000, channels: 1 })),
  ]);
  const free = () => {
    for (const codec of [encoder, ...decoders]) codec.free();
  };
  const socket = await bind(config).catch((error: unknown) => {
    free();
    throw error;
  });
  const [main, side] = decoders.map((decoder) => new Ear(decoder)) as [Ear, Ear];
  return lineOn(socket, encoder, { main, side }, listener, free);
}

function lineOn(
  socket: Socket,
  encoder: OpusEncoderHandle,
  ears: Record<Track, Ear>,
  listener: TrunkListener,
  free: () => void,
): TrunkLine {
  let engine: RtpPlace | null = null;
  let closed = false;
  let heard: { stream: number; seq: number } | null = null;
  const sent = {
    ssrc: randomBytes(4).readUInt32LE(),
    seq: randomBytes(2).readUInt16LE(),
    timestamp: randomBytes(4).readUInt32LE(),
  };
  socket.on('message', (bytes, { address, port }) => {
    // Whoever else finds the port cannot speak into the call.
    if (engine?.address !== address || engine.port !== port) return;
    const packet = muLawPacket(bytes);
    if (!packet) return;
    const { ssrc: stream, sequenceNumber: seq, timestamp, marker } = packet.header;
    // The encoder goes forward only: what comes late is lost to it.
    if (heard?.stream === stream && seqDistance(heard.seq, seq) <= 0) return;
    heard = { stream, seq };
    const payload = Buffer.from(encoder.encode(fromMuLaw(packet.payload)));
    const ticks = (timestamp * TICKS_PER_SAMPLE) >>> 0;
    listener.onSound({ stream, seq, timestamp: ticks, marker }, payload);
  });
  // An engine that is gone answers "port unreachable"; that it is gone is learnt elsewhere.
  socket.on('error', () => {});
  const { address, port } = socket.address();
  return {
    place: { address, port },
    ready: () => engine !== null && !closed,
    meet(place) {
      engine = place;
    },
    send(track, { seq }, payload) {
      ears[track].put(seq, payload);
    },
    tick() {
      if (!engine || closed) return;
      const sound = addedUp(ears.main.listen(), ears.side.listen());
      sent.seq = (sent.seq + 1) & 0xffff;
      sent.timestamp = (sent.timestamp + FRAME_SAMPLES) >>> 0;
      const header = new RtpHeader({
        payloadType: MU_LAW,
        sequenceNumber: sent.seq,
        timestamp: sent.timestamp,
        ssrc: sent.ssrc,
      });
      const bytes = new RtpPacket(header, Buffer.from(sound)).serialize();
      socket.send(bytes, engine.port, engine.address, () => {});
    },
    close() {
      if (closed) return;
      closed = true;
      socket.close();
      free();
    },
  };
}

/** A packet of 20 ms of µ-law; null for anything else that came to the port. */
function muLawPacket(bytes: Buffer): RtpPacket | null {
  if (bytes.length < 12 || bytes[0] === undefined || bytes[0] >> 6 !== 2) return null;
  try {
    const packet = RtpPacket.deSerialize(bytes);
    const known = packet.header.payloadType === MU_LAW && packet.payload.length === FRAME_SAMPLES;
    return known ? packet : null;
  } catch {
    return null;
  }
}

const silence = new Uint8Array(FRAME_SAMPLES).fill(MU_LAW_SILENCE);

function addedUp(main: Int16Array | null, side: Int16Array | null): Uint8Array {
  if (!main || !side) {
    const one = main ?? side;
    return one ? toMuLaw(one) : silence;
  }
  const loudest = 0x7fff;
  return toMuLaw(
    main.map((sample, at) => Math.max(-loudest, Math.min(loudest, sample + (side[at] ?? 0)))),
  );
}

/** @throws Refusal when no port of the range is free. */
async function bind({ rtpAddress, rtpPorts }: Config): Promise<Socket> {
  if (!rtpPorts) return bindTo(rtpAddress, 0);
  const [first, last] = rtpPorts;
  const span = last - first + 1;
  const start = randomBytes(2).readUInt16LE() % span;
  for (let step = 0; step < span; step += 1) {
    const socket = await bindTo(rtpAddress, first + ((start + step) % span)).catch(() => null);
    if (socket) return socket;
  }
  throw noPortFree();
}

function bindTo(address: string, port: number): Promise<Socket> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
