import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A prompt and its version; a changed prompt is a new file, and the log says which one was used. */
export interface Prompt {
  readonly name: string;
  readonly text: string;
}

function read(name: string, version: number): Prompt {
  const file = join(import.meta.dirname, 'prompts', `${name}.v${version}.md`);
  return { name: `${name}@${version}`, text: readFileSync(file, 'utf8') };
}

export const ANSWER = read('answer', 1);
export const REWRITE = read('rewrite', 1);
