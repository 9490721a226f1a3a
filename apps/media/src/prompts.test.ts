import { promptLanguages, promptNames } from '@1999/telephony/contract/media';
import { expect, test } from 'vitest';
import { loadPrompts } from './prompts.ts';

test('every prompt is there in every language, and short', () => {
  const prompts = loadPrompts();
  for (const language of promptLanguages) {
    for (const name of promptNames) {
      const frames = prompts(language, name).length;
      expect(frames, `${language}/${name}`).toBeGreaterThan(20);
      expect(frames, `${language}/${name}`).toBeLessThan(30 * 50);
    }
  }
});
