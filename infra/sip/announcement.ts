import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { opusFrames } from '@1999/sound';
import { createDecoder } from 'libopus-wasm';
import { toMuLaw } from '../../apps/media/src/domain/g711.ts';

const PROMPTS = join(import.meta.dirname, '../../apps/media/prompts');

/**
 * Writes what an engine says by itself while no hotline is behind it, in both languages, as G.711
 * into its folder of sounds.
 */
export async function writeAnnouncement(sounds: string): Promise<void> {
  const decoder = await createDecoder({ sampleRate: 8_000, channels: 1 });
  const spoken = ['zh-Hant-TW', 'en'].flatMap((language) => {
    const file = readFileSync(join(PROMPTS, language, 'unavailable.opus'));
    return opusFrames(file).map((frame) => Buffer.from(toMuLaw(decoder.decode(frame))));
  });
  decoder.free();
  mkdirSync(join(sounds, '1999'), { recursive: true });
  writeFileSync(join(sounds, '1999', 'unavailable.ulaw'), Buffer.concat(spoken));
}

if (import.meta.main) {
  const [sounds] = process.argv.slice(2);
  if (!sounds) {
    console.error('node infra/sip/announcement.ts /var/lib/asterisk/sounds');
    process.exit(2);
  }
  await writeAnnouncement(sounds);
}
