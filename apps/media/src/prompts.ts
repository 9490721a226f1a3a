import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { opusFrames } from '@1999/sound';
import { type PromptLanguage, promptLanguages, promptNames } from '@1999/telephony/contract/media';

const FOLDER = join(import.meta.dirname, '../prompts');
const IN_NO_LANGUAGE = ['hold-music', 'tone', 'ring-back'];

export type Prompts = (language: PromptLanguage, name: string) => readonly Uint8Array[];

/** Every prompt in memory, half a megabyte. @throws BadOgg, or the file system's error. */
export function loadPrompts(): Prompts {
  const loaded = new Map<string, Uint8Array[]>();
  for (const language of promptLanguages) {
    for (const name of promptNames) {
      const folder = IN_NO_LANGUAGE.includes(name) ? 'common' : language;
      loaded.set(
        `${language}/${name}`,
        opusFrames(readFileSync(join(FOLDER, folder, `${name}.opus`))),
      );
    }
  }
  return (language, name) => loaded.get(`${language}/${name}`) ?? [];
}
