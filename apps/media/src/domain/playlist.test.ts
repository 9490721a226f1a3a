import { expect, test } from 'vitest';
import { newPlaylist, nextFrame, promptNow } from './playlist.ts';

const prompt = (name: string, ...values: number[]) => ({
  name,
  frames: values.map((value) => Uint8Array.of(value)),
});
const heard = (list: ReturnType<typeof newPlaylist>, count: number) =>
  Array.from({ length: count }, () => nextFrame(list)?.[0] ?? null);

test('prompts follow each other and then it is over', () => {
  const list = newPlaylist([prompt('a', 1, 2), prompt('b', 3)], false);
  expect(heard(list, 5)).toEqual([1, 2, 3, null, null]);
  expect(promptNow(list)).toBeNull();
});

test('with loop the last prompt comes again and again, the others once', () => {
  const list = newPlaylist([prompt('a', 1), prompt('music', 2, 3)], true);
  expect(heard(list, 6)).toEqual([1, 2, 3, 2, 3, 2]);
  expect(promptNow(list)).toBe('music');
});

test('a prompt without sound is passed over and cannot loop for ever', () => {
  expect(heard(newPlaylist([prompt('none'), prompt('b', 7), prompt('none')], true), 2)).toEqual([
    7,
    null,
  ]);
});
