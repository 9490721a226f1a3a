/** How characters sound: each with its syllable, see `readSounds`. */
export type Sounds = ReadonlyMap<string, string>;

/**
 * Reads lines of `syllable TAB characters`. What many speakers here do not tell apart is folded
 * together: zh and z, ch and c, sh and s, -ng and -n.
 */
export function readSounds(tsv: string): Sounds {
  const sounds = new Map<string, string>();
  for (const line of tsv.trim().split('\n')) {
    const [syllable = '', signs = ''] = line.split('\t');
    const folded = syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n');
    for (const sign of signs) sounds.set(sign, folded);
  }
  return sounds;
}

/** The mark that parts the term of a sound from the characters of a text. */
const SOUND = '~';
const RUN = /\p{Script=Han}{2,}/gu;

/** A pair of neighbouring characters, and the term of how it sounds. */
export interface PairSound {
  readonly pair: string;
  readonly sound: string;
}

/**
 * How each pair of neighbouring Han characters of a normalised text sounds: who types by sound slips
 * into another character that sounds the same.
 */
export function pairSounds(text: string, sounds: Sounds): PairSound[] {
  const found: PairSound[] = [];
  for (const [run] of text.matchAll(RUN)) {
    const signs = [...run];
    for (let at = 0; at + 1 < signs.length; at++) {
      const [one = '', other = ''] = signs.slice(at, at + 2);
      const [first, second] = [sounds.get(one), sounds.get(other)];
      if (first && second) found.push({ pair: one + other, sound: `${SOUND}${first} ${second}` });
    }
  }
  return found;
}
