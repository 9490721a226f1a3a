import type { RemoteSection } from './types.ts';

/** How long a wavering connection may take to come back by itself. */
const WAVERING_MS = 2_000;
/** How long one attempt may take from offer to sound. */
const ATTEMPT_MS = 10_000;

export type AttemptListener = {
  postOffer(sdp: string, signal: AbortSignal): Promise<string>;
  onConnected(): void;
  onLost(why: string): void;
  onChannel(): void;
  onTrack(track: MediaStreamTrack, section: RemoteSection): void;
};

/** One connection to the media peer, from its offer to its loss. */
export type Attempt = {
  /** Settles when the answer is in place; rejects with what `postOffer` threw. */
  negotiated: Promise<void>;
  /** False when the channel is not open. */
  sendDigit(digit: string): boolean;
  replaceMicrophone(track: MediaStreamTrack): Promise<void>;
  close(): void;
};

/**
 * Offers one section to speak and hear, one to hear a second voice, and a data channel, all up
 * front: nothing is negotiated again. The offer goes without candidates: the peer is ICE-lite
 * and learns the browser's address from its checks.
 */
export function attemptCall(
  microphone: MediaStreamTrack,
  iceServers: RTCIceServer[],
  listener: AttemptListener,
): Attempt {
  const peer = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
  const aborted = new AbortController();
  const main = peer.addTransceiver(microphone, { direction: 'sendrecv' });
  peer.addTransceiver('audio', { direction: 'recvonly' });
  const channel = peer.createDataChannel('control');
  channel.onopen = () => listener.onChannel();
  peer.ontrack = ({ track, transceiver }) => {
    listener.onTrack(track, transceiver === main ? 'main' : 'side');
  };

  let over = false;
  let wavering: ReturnType<typeof setTimeout> | undefined;
  const lose = (why: string) => {
    if (over) return;
    close();
    listener.onLost(why);
  };
  const tooLong = setTimeout(() => lose('slow'), ATTEMPT_MS);
  peer.onconnectionstatechange = () => {
    clearTimeout(wavering);
    if (peer.connectionState === 'connected') {
      clearTimeout(tooLong);
      listener.onConnected();
    }
    if (peer.connectionState === 'disconnected') {
      wavering = setTimeout(() => lose('disconnected'), WAVERING_MS);
    }
    if (peer.connectionState === 'failed') lose('failed');
  };
  // The peer closes the channel when it hangs up or restarts cleanly: sooner than ICE notices.
  channel.onclose = () => lose('closed');

  function close(): void {
    if (over) return;
    over = true;
    clearTimeout(wavering);
    clearTimeout(tooLong);
    aborted.abort();
    channel.onclose = null;
    peer.close();
  }

  async function negotiate(): Promise<void> {
    await peer.setLocalDescription();
    const offer = peer.localDescription?.sdp ?? '';
    const answer = await listener.postOffer(offer, aborted.signal);
    if (!over) await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  return {
    negotiated: negotiate(),
    sendDigit(digit) {
      if (channel.readyState !== 'open') return false;
      channel.send(JSON.stringify({ type: 'digit', digit }));
      return true;
    },
    async replaceMicrophone(track) {
      await main.sender.replaceTrack(track);
    },
    close,
  };
}
