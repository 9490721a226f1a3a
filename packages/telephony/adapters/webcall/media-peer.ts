import { type App, AppError } from '@1999/platform';
import { z } from 'zod';
import {
  CallSnapshot,
  LegAnswer,
  type LegOffer,
  MEDIA_SECRET_HEADER,
  type MediaCommandInput,
  RtpPlace,
  type TrunkOffer,
} from '../../contract/media.ts';

const ANSWER_WITHIN_MS = 8_000;
const Refused = z.object({ code: z.string() });

/** The peer answered, and refused. */
export class MediaRefused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`the media peer answered ${status} ${code}`);
    this.name = 'MediaRefused';
    this.status = status;
    this.code = code;
  }
}

/** No voice just now; `full`: the peer carries as many calls as it can. */
export class VoiceUnavailable extends AppError {
  readonly full: boolean;

  constructor(full: boolean) {
    super(503, 'media_unavailable', 'Voice is not available just now; try again.', {
      retryAfterSeconds: 1,
    });
    this.full = full;
  }
}

/**
 * Hands a browser's offer to the peer and returns its answer.
 * @throws VoiceUnavailable; AppError 422 for an offer that is no good.
 */
export async function offerLeg(app: App, legId: string, offer: LegOffer): Promise<string> {
  try {
    return LegAnswer.parse(await ask(app, 'POST', `/legs/${legId}/offer`, offer)).sdp;
  } catch (error) {
    if (error instanceof MediaRefused && error.status < 500) {
      throw new AppError(422, 'sdp_refused', 'The voice connection cannot use this offer.', {
        field: 'sdp',
      });
    }
    throw new VoiceUnavailable(error instanceof MediaRefused && error.code === 'peer_full');
  }
}

/**
 * Opens the leg's port for a line of a trunk, or tells the peer where the engine's end of it is.
 * @throws MediaRefused; any other error means the peer is away.
 */
export async function openTrunkLeg(app: App, legId: string, offer: TrunkOffer): Promise<RtpPlace> {
  return RtpPlace.parse(await ask(app, 'POST', `/legs/${legId}/trunk`, offer));
}

/** Carries out one command. @throws MediaRefused; any other error means the peer is away. */
export async function commandPeer(
  app: App,
  callId: string,
  command: MediaCommandInput,
): Promise<void> {
  await ask(app, 'POST', `/calls/${callId}/commands`, command);
}

/** What the peer has of a call. @throws MediaRefused 404 when it has none. */
export async function snapshotOf(app: App, callId: string): Promise<CallSnapshot> {
  return CallSnapshot.parse(await ask(app, 'GET', `/calls/${callId}`));
}

async function ask(
  app: App,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const { mediaUrl } = app.config;
  if (!mediaUrl) throw new Error('there is no media peer');
  const answer = await fetch(new URL(path, mediaUrl), {
    method,
    headers: {
      [MEDIA_SECRET_HEADER]: app.config.secrets.media,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : null,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!answer.ok) {
    const said = Refused.safeParse(await answer.json().catch(() => null));
    throw new MediaRefused(answer.status, said.data?.code ?? 'unknown');
  }
  return answer.json();
}
