import { ChannelMessage, type Track } from '@1999/telephony/contract/media';
import {
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RTCRtpTransceiver,
  RtpHeader,
  RtpPacket,
} from 'werift';
import type { Config } from './config.ts';
import { isAnswerable } from './domain/answerable-path.ts';
import type { RtpMark } from './domain/rtp-continuity.ts';

export type SoundPacket = { stream: number; seq: number; timestamp: number; marker: boolean };

export type ConnectionListener = {
  onConnected(): void;
  onGone(): void;
  /** A packet of the browser's microphone. */
  onSound(packet: SoundPacket, payload: Buffer): void;
  /** A packet that reports a keypress inside the sound stream. */
  onTelephoneEvent(packet: SoundPacket, payload: Buffer): void;
  onDigit(digit: string): void;
  /** Any sign of life, the network checks of a silent browser too. */
  onAlive(): void;
};

/** The way sound goes to and from a leg. */
export type Connection = {
  /** False while the other end cannot hear. */
  ready(): boolean;
  send(track: Track, mark: RtpMark, payload: Uint8Array): void;
  /** Called every 20 ms, where the sound is not timed by the other end. */
  tick?(): void;
  close(): void;
};

/** One browser's WebRTC connection: answered once, never renegotiated. */
export type BrowserConnection = Connection & { answer: string };

const codecs = () => [
  new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }),
  new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 48_000 }),
];

/** An offer the peer cannot use: not SDP, or without the two audio sections. */
export class UnusableOffer extends Error {
  override name = 'UnusableOffer';
}

/**
 * Answers a browser's offer. ICE-lite: the browser checks the paths, so the peer asks no
 * outside server anything, and joins at once do not wait for each other.
 * @throws UnusableOffer
 */
export async function connect(
  sdp: string,
  config: Config,
  listener: ConnectionListener,
): Promise<BrowserConnection> {
  const peer = new RTCPeerConnection({
    codecs: { audio: codecs(), video: [] },
    headerExtensions: { audio: [], video: [] },
    iceServers: [],
    iceLite: true,
    iceAdditionalHostAddresses: config.publicAddresses,
    ...(config.udpPorts ? { icePortRange: config.udpPorts } : {}),
    iceFilterStunResponse: (_, [remote], { localCandidate }) => {
      const answerable = isAnswerable(localCandidate?.host ?? remote, remote);
      if (answerable) listener.onAlive();
      return answerable;
    },
    bundlePolicy: 'max-bundle',
  });
  try {
    const { main, side } = await offered(peer, sdp);
    listen(peer, main, listener);
    await peer.setLocalDescription(await peer.createAnswer());
    const answer = peer.localDescription?.sdp;
    if (!answer) throw new UnusableOffer('no answer could be made');
    return connection(peer, answer, { main, side });
  } catch (error) {
    void peer.close();
    if (error instanceof UnusableOffer) throw error;
    throw new UnusableOffer('the offer could not be read', { cause: error });
  }
}

async function offered(peer: RTCPeerConnection, sdp: string) {
  await peer.setRemoteDescription({ type: 'offer', sdp });
  const [main, side] = peer.getTransceivers().filter(({ kind }) => kind === 'audio');
  if (!main || !side) throw new UnusableOffer('two audio sections are needed');
  main.setDirection('sendrecv');
  side.setDirection('sendonly');
  return { main, side };
}

function listen(peer: RTCPeerConnection, main: RTCRtpTransceiver, listener: ConnectionListener) {
  peer.connectionStateChange.subscribe((state) => {
    if (state === 'connected') listener.onConnected();
    if (state === 'disconnected' || state === 'failed' || state === 'closed') listener.onGone();
  });
  peer.onDataChannel.subscribe((channel) => {
    channel.onMessage.subscribe((message) => {
      const digit = digitIn(message);
      if (digit !== null) listener.onDigit(digit);
    });
  });
  const keys = new Set(
    main.codecs.filter(({ name }) => name === 'telephone-event').map((codec) => codec.payloadType),
  );
  const take = (track: (typeof main)['receiver']['track']) => {
    track.onReceiveRtp.subscribe(({ header, payload }) => {
      const { ssrc: stream, sequenceNumber: seq, timestamp, marker } = header;
      const packet = { stream, seq, timestamp, marker };
      if (keys.has(header.payloadType)) listener.onTelephoneEvent(packet, payload);
      else if (payload.length > 0) listener.onSound(packet, payload);
    });
  };
  for (const track of main.receiver.tracks) take(track);
  main.onTrack.subscribe(take);
}

function digitIn(message: string | Buffer): string | null {
  if (message.length > 200) return null;
  try {
    return ChannelMessage.parse(JSON.parse(message.toString())).digit;
  } catch {
    return null;
  }
}

function connection(
  peer: RTCPeerConnection,
  answer: string,
  sections: Record<Track, RTCRtpTransceiver>,
): BrowserConnection {
  return {
    answer,
    ready: () => peer.connectionState === 'connected',
    send(track, mark, payload) {
      // A new packet for every sink: sending changes its header.
      const header = new RtpHeader({
        sequenceNumber: mark.seq,
        timestamp: mark.timestamp,
        marker: mark.marker,
      });
      const packet = new RtpPacket(header, Buffer.from(payload));
      // A packet that cannot be sent is lost, as on any network; the state change tells the rest.
      sections[track].sender.sendRtp(packet).catch(() => {});
    },
    close() {
      void peer.close();
    },
  };
}
