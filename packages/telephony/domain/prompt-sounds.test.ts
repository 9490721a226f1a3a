import { describe, expect, test } from 'vitest';
import type { IvrFlow, IvrPrompt } from '../contract/ivr.ts';
import { type Language, languages } from '../contract/language.ts';
import {
  betweenPrompt,
  soundIn,
  soundsForAll,
  soundsOfFlow,
  soundsOfWords,
  utteranceIn,
  utterancesForAll,
} from './prompt-sounds.ts';

const words = { zh: '您好。', en: 'Hello.', vi: 'Xin chào.' };
const all: IvrPrompt = { ...words, sounds: { zh: 'ZH', nan: 'NAN', en: 'EN', vi: 'VI' } };

describe('a prompt reaches a caller', () => {
  test.each<{
    sounds: Partial<Record<Language, string>>;
    language: Language | null;
    hears: string;
  }>([
    { sounds: {}, language: null, hears: 'zh: 您好。' },
    { sounds: {}, language: 'nan', hears: 'zh: 您好。' },
    { sounds: {}, language: 'en', hears: 'en: Hello.' },
    { sounds: {}, language: 'vi', hears: 'vi: Xin chào.' },
    { sounds: {}, language: 'th', hears: 'en: Hello.' },
    { sounds: { zh: 'ZH' }, language: null, hears: 'ZH' },
    { sounds: { zh: 'ZH' }, language: 'zh', hears: 'ZH' },
    { sounds: { zh: 'ZH' }, language: 'hak', hears: 'ZH' },
    { sounds: { zh: 'ZH' }, language: 'en', hears: 'en: Hello.' },
    { sounds: { nan: 'NAN' }, language: 'nan', hears: 'NAN' },
    { sounds: { nan: 'NAN' }, language: 'zh', hears: 'zh: 您好。' },
    { sounds: { nan: 'NAN', zh: 'ZH' }, language: 'nan', hears: 'NAN' },
    // Words in one's own language go before a sound in English.
    { sounds: { en: 'EN' }, language: 'vi', hears: 'vi: Xin chào.' },
    { sounds: { en: 'EN' }, language: 'th', hears: 'EN' },
    { sounds: { th: 'TH', en: 'EN' }, language: 'th', hears: 'TH' },
  ])('of $language with $sounds: $hears', ({ sounds, language, hears }) => {
    expect(toText(utteranceIn({ ...words, sounds }, language))).toBe(hears);
  });

  test.each(languages)(
    'of %s in words when no sound can be played, and there are always some',
    (language) => {
      const heard = utteranceIn(all, language, () => false);
      expect(heard).toEqual(utteranceIn(words, language));
      expect('words' in heard && heard.words.length).toBeGreaterThan(0);
    },
  );

  test('of 台語 in Mandarin’s sound when their own is missing', () => {
    expect(utteranceIn(all, 'nan', (id) => id !== 'NAN')).toEqual({ sound: 'ZH' });
  });
});

test('who has told no language is asked in each that there are words or a sound for', () => {
  expect(utterancesForAll(all).map(toText)).toEqual(['NAN', 'EN', 'VI']);
  expect(utterancesForAll(all, () => false).map(toText)).toEqual(['en: Hello.', 'vi: Xin chào.']);
  expect(soundsForAll(all)).toEqual({ sounds: ['ZH', 'NAN', 'EN', 'VI'], english: true });
  expect(soundsForAll({ prompt: 'language-menu', sounds: { zh: 'ZH' } })).toEqual({
    sounds: ['ZH'],
    english: false,
  });
});

test('where no voice speaks the best sound is taken, of whatever language is understood', () => {
  expect(soundIn({ ...words, sounds: { en: 'EN' } }, 'vi')).toBe('EN');
  expect(soundIn({ ...words, sounds: { en: 'EN' } }, 'zh')).toBeNull();
  expect(soundIn('queue-position', 'zh')).toBeNull();
});

test('every sound of a flow is found with its place', () => {
  const flow: IvrFlow = {
    start: 'a',
    danger: 'queue',
    steps: {
      a: { do: 'say', prompts: [{ prompt: 'greeting' }, all], incident: false, next: 'queue' },
      queue: { do: 'queue' },
    },
    between: { goodbye: { en: 'BYE' } },
  };
  expect(soundsOfFlow(flow).map(({ soundId, path }) => `${path} ${soundId}`)).toEqual([
    'steps.a.prompts.1.sounds.zh ZH',
    'steps.a.prompts.1.sounds.nan NAN',
    'steps.a.prompts.1.sounds.en EN',
    'steps.a.prompts.1.sounds.vi VI',
    'between.goodbye.en BYE',
  ]);
  expect(soundsOfWords({ ...words, sounds: { zh: 'ZH' } })).toEqual([
    { soundId: 'ZH', path: 'sounds.zh' },
  ]);
  expect(betweenPrompt(flow, 'goodbye')).toEqual({ prompt: 'goodbye', sounds: { en: 'BYE' } });
  expect(betweenPrompt(flow, 'try-again')).toEqual({ prompt: 'try-again' });
});

function toText(heard: ReturnType<typeof utteranceIn>): string {
  return 'sound' in heard ? heard.sound : `${heard.voice}: ${heard.words}`;
}
