import { once } from 'node:events';
import { RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';

/**
 * A browser without a browser: offers what webcall.ts offers, sends frames. `hear` is given what
 * comes, and by which section.
 */
export async function nodeBrowser(
  hear: (payload: Buffer, section: 'main' | 'side') => void = () => {},
) {
  const opus = new RTCRtpCodecParameters({
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
  });
  const peer = new RTCPeerConnection({
    codecs: { audio: [opus], video: [] },
    iceServers: [],
    bundlePolicy: 'max-bundle',
  });
  const main = peer.addTransceiver('audio', { direction: 'sendrecv' });
  const side = peer.addTransceiver('audio', { direction: 'recvonly' });
  const channel = peer.createDataChannel('control');
  let received = 0;
  for (const [name, section] of Object.entries({ main, side }) as [
    'main' | 'side',
    typeof main,
  ][]) {
    section.onTrack.subscribe((track) =>
      track.onReceiveRtp.subscribe(({ payload }) => {
        if (name === 'main') received += 1;
        hear(payload, name);
      }),
    );
  }
  await peer.setLocalDescription(await peer.createOffer());
  let seq = 0;
  return {
    sdp: peer.localDescription?.sdp ?? '',
    received: () => received,
    async accept(sdp: string): Promise<void> {
      const connected = peer.connectionStateChange.watch((state) => state === 'connected');
      await peer.setRemoteDescription({ type: 'answer', sdp });
      await connected;
    },
    /** Sends the next 20 ms. */
    speak(payload: Buffer): void {
      seq += 1;
      const numbers = { sequenceNumber: seq & 0xffff, timestamp: (seq * 960) >>> 0 };
      void main.sender.sendRtp(new RtpPacket(new RtpHeader(numbers), payload));
    },
    async press(text: string): Promise<void> {
      if (channel.readyState !== 'open') await once(channel as never, 'open');
      channel.send(text);
    },
    close: () => peer.close(),
  };
}
