import type {
  BetweenPrompt,
  IvrFlow,
  IvrPrompt,
  IvrStep,
  OwnWords,
  Words,
} from '../contract/ivr.ts';
import type { Language } from '../contract/language.ts';
import type { Sounds } from '../contract/sound.ts';
import { type Spoken, type Voice, wordsOf } from './prompts.ts';

/** How one prompt reaches one caller: a sound, or words in one of the carrier's voices. */
export type Utterance =
  | { readonly sound: string }
  | { readonly voice: Voice; readonly words: string };

/** Whether a sound is there to be played. */
export type IsKept = (soundId: string) => boolean;
const anySound: IsKept = () => true;

/**
 * In which languages a prompt is looked for, best first: 台語 and 客語 are understood in Mandarin,
 * what nobody has said in a foreign language is said in English. Before a language is chosen:
 * Mandarin.
 */
function languagesFor(language: Language | null): readonly Language[] {
  if (language === null || language === 'zh') return ['zh'];
  if (language === 'en') return ['en'];
  return language === 'nan' || language === 'hak' ? [language, 'zh'] : [language, 'en'];
}

/** The sounds of a prompt by language; the house's own parts between them have none. */
function soundsOf(spoken: Spoken): Sounds {
  return typeof spoken === 'string' ? {} : (spoken.sounds ?? {});
}

/**
 * What a carrier plays or says for a prompt: in the best language the sound that was uploaded,
 * else the words if they are written in it, and so on. There are always words in the end, so that
 * a caller never hears nothing.
 */
export function utteranceIn(
  spoken: Spoken,
  language: Language | null,
  isKept: IsKept = anySound,
): Utterance {
  const words = wordsOf(spoken);
  const sounds = soundsOf(spoken);
  for (const one of languagesFor(language)) {
    const sound = sounds[one];
    if (sound && isKept(sound)) return { sound };
    const written = writtenIn(one, words);
    if (written) return written;
  }
  return { voice: 'en', words: words.en };
}

/** The words in one language; null where they are not written in it, or no voice speaks it. */
function writtenIn(language: Language, words: Words): Utterance | null {
  if (language === 'nan' || language === 'hak') return null;
  const written = words[language];
  return written ? { voice: language, words: written } : null;
}

/** The languages that a prompt is repeated in for a caller who has not chosen one yet. */
const repeated: readonly Language[] = ['nan', 'hak', 'en', 'vi', 'id', 'th'];

/** The same prompt again in every other language it is written or recorded in. */
export function utterancesForAll(spoken: Spoken, isKept: IsKept = anySound): Utterance[] {
  const words = wordsOf(spoken);
  const sounds = soundsOf(spoken);
  return repeated.flatMap((one): Utterance | Utterance[] => {
    const sound = sounds[one];
    if (sound && isKept(sound)) return { sound };
    return writtenIn(one, words) ?? [];
  });
}

/** The sound of a prompt where no voice can say words: the best there is, or none. */
export function soundIn(spoken: Spoken, language: Language | null): string | null {
  const sounds = soundsOf(spoken);
  const best = languagesFor(language).find((one) => sounds[one]);
  return best ? (sounds[best] ?? null) : null;
}

/** The sounds of a question that is asked in every language, and whether English is among them. */
export function soundsForAll(spoken: Spoken): { sounds: string[]; english: boolean } {
  const sounds = soundsOf(spoken);
  const all = ['zh' as const, ...repeated].map((one) => sounds[one]);
  return { sounds: all.filter((one) => one !== undefined), english: sounds.en !== undefined };
}

/** What is said between the steps of a flow, in the sounds that the flow gives it. */
export function betweenPrompt(flow: IvrFlow, prompt: BetweenPrompt): IvrPrompt {
  const sounds = flow.between?.[prompt];
  return sounds ? { prompt, sounds } : { prompt };
}

/** A place in a flow that names a sound. */
export interface SoundPlace {
  readonly soundId: string;
  /** As a path of the flow's JSON. */
  readonly path: string;
}

/** Every sound that a flow names, and where. */
export function soundsOfFlow(flow: IvrFlow): SoundPlace[] {
  const steps = Object.entries(flow.steps).flatMap(([id, step]) =>
    promptsOf(step).flatMap(({ sounds }, at) => placesOf(sounds, `steps.${id}.prompts.${at}`)),
  );
  const between = Object.entries(flow.between ?? {}).flatMap(([prompt, sounds]) =>
    Object.entries(sounds).map(([language, soundId]) => ({
      soundId,
      path: `between.${prompt}.${language}`,
    })),
  );
  return [...steps, ...between];
}

/** Every sound of one's own words, and where. */
export function soundsOfWords({ sounds }: OwnWords): SoundPlace[] {
  return placesOf(sounds, '').map(({ soundId, path }) => ({ soundId, path: path.slice(1) }));
}

function promptsOf(step: IvrStep): readonly IvrPrompt[] {
  return 'prompts' in step ? step.prompts : [];
}

function placesOf(sounds: Sounds | undefined, path: string): SoundPlace[] {
  return Object.entries(sounds ?? {}).map(([language, soundId]) => ({
    soundId,
    path: `${path}.sounds.${language}`,
  }));
}

/** Every sound that these prompts may be heard in. */
export function soundIdsOf(spoken: readonly Spoken[]): string[] {
  return spoken.flatMap((one) => Object.values(soundsOf(one)));
}
