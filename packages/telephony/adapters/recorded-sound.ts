import { type App, AppError, NotFound } from '@1999/platform';
import { MEDIA_SECRET_HEADER } from '../contract/media.ts';
import type { Recording } from '../io/tables.ts';
import { lines } from './lines.ts';

const ANSWER_WITHIN_MS = 20_000;
const TWILIO = 'https://api.twilio.com';

export interface Sound {
  readonly type: string;
  readonly body: ReadableStream<Uint8Array>;
}

/** The sound of one file, from where it lies. @throws NotFound; AppError 503 `sound_unavailable`. */
export async function soundOf(app: App, row: Recording, file: string | null): Promise<Sound> {
  const answer = await ask(app, 'GET', row, file);
  if (answer.status === 404) throw new NotFound();
  if (!answer.ok || !answer.body) throw unavailable();
  const type = lines[row.provider].atPeer ? 'audio/ogg' : 'audio/wav';
  return { type, body: answer.body };
}

/** Deletes what lies outside; what is gone already is no fault. @throws when it cannot be reached. */
export async function deleteSound(app: App, row: Recording, files: (string | null)[]) {
  for (const file of lines[row.provider].atPeer ? files : [null]) {
    const answer = await ask(app, 'DELETE', row, file);
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) throw unavailable();
  }
}

function ask(
  app: App,
  method: 'GET' | 'DELETE',
  row: Recording,
  file: string | null,
): Promise<Response> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  if (lines[row.provider].atPeer) {
    const { mediaUrl } = app.config;
    if (!mediaUrl || !file) throw unavailable();
    const headers = { [MEDIA_SECRET_HEADER]: app.config.secrets.media };
    return fetch(new URL(`/recordings/${file}`, mediaUrl), { method, headers, signal });
  }
  const { accountSid, authToken, apiUrl } = app.config.twilio;
  if (!row.providerSid) throw new NotFound();
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  const form = method === 'GET' ? '.wav' : '.json';
  const path = `/2010-04-01/Accounts/${accountSid}/Recordings/${row.providerSid}${form}`;
  const headers = { authorization: `Basic ${credentials}` };
  return fetch(new URL(path, apiUrl ?? TWILIO), { method, headers, signal });
}

function unavailable(): AppError {
  return new AppError(503, 'sound_unavailable', 'The recording cannot be reached just now.', {
    retryAfterSeconds: 10,
  });
}
