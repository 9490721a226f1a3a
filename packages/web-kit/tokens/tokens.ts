/** The colours of tokens.css for code that paints outside CSS (charts, the map). */
export const themes = {
  light: {
    bg: '#f4f6f8',
    surface: '#ffffff',
    text: '#16202a',
    muted: '#4a5764',
    border: '#76828e',
    accent: '#0b5cad',
    focus: '#0b5cad',
  },
  dark: {
    bg: '#10161c',
    surface: '#18212a',
    text: '#e8edf2',
    muted: '#a9b6c2',
    border: '#6f7f8e',
    accent: '#7cb8f5',
    focus: '#ffd24a',
  },
  contrast: {
    bg: '#000000',
    surface: '#000000',
    text: '#ffffff',
    muted: '#ffffff',
    border: '#ffffff',
    accent: '#ffffff',
    focus: '#ffff00',
  },
} as const;

export type ThemeName = keyof typeof themes;
export type TokenName = keyof (typeof themes)['light'];

/** The name of every deadline chip as its CSS variables spell it. */
export const chipNames = ['on-track', 'half-gone', 'nearly-due', 'overdue', 'no-clock'] as const;
