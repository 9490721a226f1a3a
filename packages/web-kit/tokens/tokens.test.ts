import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';
import { chipNames, type ThemeName, themes } from './tokens.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The custom properties of one theme's block in tokens.css. */
function read(theme: ThemeName): Record<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]),
  );
}

const names = Object.keys(themes) as ThemeName[];

/** Text on its ground: at least 4.5:1. */
const textPairs: [ink: string, ground: string][] = [
  ...['text', 'muted', 'accent', 'danger'].flatMap((ink) =>
    ['bg', 'surface', 'surface-raised'].map((ground): [string, string] => [ink, ground]),
  ),
  ['text', 'surface-sunken'],
  ['muted', 'surface-sunken'],
  ['text', 'selected'],
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
  ['danger-text', 'danger'],
  ['danger-text', 'danger-hover'],
  ...['info', 'success', 'warning', 'error'].map((tone): [string, string] => [
    `${tone}-ink`,
    `${tone}-fill`,
  ]),
  ...chipNames.map((chip): [string, string] => [`chip-${chip}-ink`, `chip-${chip}-fill`]),
];

/** Edges of controls and the focus ring: at least 3:1. */
const edgePairs: [string, string][] = ['bg', 'surface', 'surface-raised'].flatMap((ground) => [
  ['border', ground] as [string, string],
  ['focus', ground] as [string, string],
]);

for (const theme of names) {
  const values = read(theme);
  const at = (name: string) => {
    const value = values[name];
    if (!value) throw new Error(`${theme} has no --${name}`);
    return value;
  };

  test.each(textPairs)(`${theme}: %s on %s reads at 4.5:1 or better`, (ink, ground) => {
    expect(contrast(at(ink), at(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edgePairs)(`${theme}: the %s is seen on %s at 3:1 or better`, (edge, ground) => {
    expect(contrast(at(edge), at(ground))).toBeGreaterThanOrEqual(3);
  });

  test(`${theme}: the values code paints with are those of tokens.css`, () => {
    expect(values).toMatchObject(themes[theme]);
  });

  test(`${theme}: it defines every token the light theme has`, () => {
    expect(Object.keys(values).sort()).toEqual(Object.keys(read('light')).sort());
  });
}

test('the contrast of black and white is 21, of a colour with itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#0b5cad', '#0b5cad')).toBe(1);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
