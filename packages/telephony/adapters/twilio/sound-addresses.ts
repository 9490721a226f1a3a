import type { App } from '@1999/platform';
import { soundKey } from '../../io/sound/sound-key.ts';
import type { Call } from '../../io/tables.ts';
import { soundsKept } from '../../queries/sounds.ts';
import { type AddressOf, twimlFor } from './twiml.ts';

/** What the caller hears next, with the addresses of the sounds that are there to be played. */
export async function answerFor(app: App, row: Call): Promise<string> {
  const isKept = await soundsKept(app, row.prompts);
  const addressOf: AddressOf = (soundId) => (isKept(soundId) ? addressOfSound(app, soundId) : null);
  return twimlFor(row, addressOf);
}

/** Relative, as all of ours: the carrier reads it by the document it stands in. */
function addressOfSound(app: App, soundId: string): string {
  return `/telephony/twilio/sounds/${soundId}.wav?key=${soundKey(app, soundId)}`;
}
