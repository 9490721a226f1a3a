import type { ThemeName } from './tokens.ts';

/** What a person may choose; `system` follows the device. */
export type ThemeChoice = ThemeName | 'system';

const storageKey = '1999.theme';
const choices: readonly string[] = ['system', 'light', 'dark', 'contrast'];

/** The choice stored on this device, `system` when there is none. */
export function storedTheme(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return stored !== null && choices.includes(stored) ? (stored as ThemeChoice) : 'system';
}

/** The theme `choice` means on this device at this moment. */
export function resolveTheme(choice: ThemeChoice): ThemeName {
  if (choice !== 'system') return choice;
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function apply(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = resolveTheme(choice);
}

/** Stores the choice on this device and shows it at once. */
export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(storageKey, choice);
  apply(choice);
}

/** Shows the stored theme and keeps following the system where that is the choice. */
export function followTheme(): void {
  apply(storedTheme());
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', () => apply(storedTheme()));
  }
}
