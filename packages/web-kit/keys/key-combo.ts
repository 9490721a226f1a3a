/**
 * A shortcut as text: `F2`, `Ctrl+Alt+KeyH`, `Ctrl+Enter`. The last part is `KeyboardEvent.code`,
 * the place on the keyboard, so that an input method or layout does not change it.
 */
export type KeyCombo = string;

type KeyPress = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** The combination that `event` pressed. */
export function comboOf(event: KeyPress): KeyCombo {
  const held = [
    event.ctrlKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
    event.metaKey ? 'Meta' : '',
  ];
  return [...held.filter(Boolean), event.code].join('+');
}

/** `Ctrl+Alt+KeyH` as people read it: `Ctrl+Alt+H`. */
export function comboLabel(combo: KeyCombo): string {
  return combo.replace(/Key([A-Z])$|Digit(\d)$/, '$1$2').replace(/Slash$/, '/');
}

/**
 * Whether a person may choose `combo`: no bare letters, no Alt+letter, no Ctrl+Shift (they belong
 * to screen readers, menus and browsers). Function keys, Ctrl+Alt+key, Ctrl+Enter and Ctrl+K pass.
 */
export function allowed(combo: KeyCombo): boolean {
  if (/^F([1-9]|1[0-2])$/.test(combo)) return true;
  if (/^Ctrl\+(Enter|KeyK)$/.test(combo)) return true;
  return /^Ctrl\+Alt\+(Key[A-Z]|Digit\d|Slash|Comma|Period|Arrow\w+)$/.test(combo);
}
