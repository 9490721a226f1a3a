import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Background, readBackground } from '../domain/search/background.ts';
import type { LexiconPair } from '../domain/search/lexicon.ts';
import { readSounds, type Sounds } from '../domain/search/sounds.ts';

/** The words the engine knows besides the entries. */
export interface WordData {
  readonly pairs: readonly LexiconPair[];
  readonly decoys: readonly string[];
  readonly background: Background;
  readonly sounds: Sounds;
}

const ROOM = join(import.meta.dirname, '..');
const OWN = join(ROOM, 'lexicon');
const CITY = join(ROOM, 'data');

/**
 * Reads the words that stand beside the code: the general lexicon, the city's own (`data/`, each
 * `.tsv` file with "lexicon" in its name: everyday word TAB official terms parted by / or 、), the
 * decoys, how common terms are in the language, and how characters sound.
 */
export function readWordData(): WordData {
  const city = existsSync(CITY)
    ? readdirSync(CITY).filter((file) => /lexicon.*\.tsv$/.test(file))
    : [];
  return {
    pairs: [
      ...linesOf(join(OWN, 'general.txt')).flatMap(pairsOfGroup),
      ...city.sort().flatMap((file) => linesOf(join(CITY, file)).flatMap(pairsOfRow)),
    ],
    decoys: linesOf(join(OWN, 'decoys.txt')),
    background: readBackground(readFileSync(join(OWN, 'background.tsv'), 'utf8')),
    sounds: readSounds(readFileSync(join(OWN, 'sounds.tsv'), 'utf8')),
  };
}

/** `official/official : everyday everyday`. */
export function pairsOfGroup(line: string): LexiconPair[] {
  const [official = '', everyday = ''] = line.split(' : ');
  const words = everyday.split(' ').filter(Boolean);
  const terms = official.split('/');
  return words.flatMap((word) =>
    terms.filter((term) => term !== word).map((term): LexiconPair => [word, term]),
  );
}

/** `everyday TAB official、official`, whatever columns follow. */
export function pairsOfRow(line: string): LexiconPair[] {
  const [everyday = '', official = ''] = line.split('\t');
  return official.split(/[/、|]/).map((term): LexiconPair => [everyday, term]);
}

function linesOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  return lines.filter((line) => line.trim() && !line.startsWith('#'));
}
