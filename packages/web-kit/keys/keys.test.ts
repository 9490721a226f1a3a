import { expect, test } from 'vitest';
import { allowed, comboLabel, comboOf } from './key-combo.ts';
import { ShortcutRegistry } from './shortcut-registry.ts';

function memory() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

/** A key press; `code` and whatever else the test cares about. */
function press(code: string, rest: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return {
    code,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    isComposing: false,
    repeat: false,
    keyCode: 0,
    preventDefault: () => undefined,
    ...rest,
  } as KeyboardEvent;
}

const answer = { id: 'answer', label: '接聽', combo: 'F2' };
const hold = { id: 'hold', label: '保留', combo: 'Ctrl+Alt+KeyH' };

test('a shortcut goes by the place of the key, whatever the layout types there', () => {
  expect(comboOf(press('KeyH', { ctrlKey: true, altKey: true, key: 'ㄘ' }))).toBe('Ctrl+Alt+KeyH');
  expect(comboLabel('Ctrl+Alt+KeyH')).toBe('Ctrl+Alt+H');
  expect(comboLabel('Ctrl+Alt+Digit3')).toBe('Ctrl+Alt+3');
  expect(comboLabel('Ctrl+Alt+Slash')).toBe('Ctrl+Alt+/');
});

test('pressing it runs it; not while an input method composes, nor on auto-repeat', () => {
  const registry = new ShortcutRegistry(memory());
  let ran = 0;
  registry.add(answer, () => ran++);
  expect(registry.handle(press('F2', { isComposing: true }))).toBe(false);
  expect(registry.handle(press('F2', { keyCode: 229 }))).toBe(false);
  expect(registry.handle(press('F2', { repeat: true }))).toBe(false);
  expect(ran).toBe(0);
  expect(registry.handle(press('F2'))).toBe(true);
  expect(ran).toBe(1);
});

test('shortcuts can be switched off, and stay off after a reload', () => {
  const storage = memory();
  const registry = new ShortcutRegistry(storage);
  registry.add(answer, () => expect.unreachable());
  registry.setEnabled(false);
  expect(registry.handle(press('F2'))).toBe(false);
  expect(new ShortcutRegistry(storage).enabled).toBe(false);
});

test('a person may move a shortcut to another key, which is remembered', () => {
  const storage = memory();
  const registry = new ShortcutRegistry(storage);
  registry.add(answer, () => undefined);
  expect(registry.remap('answer', 'F8')).toBeUndefined();
  expect(registry.handle(press('F2'))).toBe(false);
  expect(registry.handle(press('F8'))).toBe(true);
  const later = new ShortcutRegistry(storage);
  later.add(answer, () => undefined);
  expect(later.list()).toEqual([{ ...answer, combo: 'F8' }]);
  later.reset();
  expect(later.handle(press('F2'))).toBe(true);
});

test('a key that is taken, and keys that belong to others, are refused', () => {
  const registry = new ShortcutRegistry(memory());
  registry.add(answer, () => undefined);
  registry.add(hold, () => undefined);
  expect(registry.remap('answer', 'Ctrl+Alt+KeyH')).toEqual({ taken: '保留' });
  for (const combo of ['KeyA', 'Alt+KeyA', 'Ctrl+Shift+KeyA', 'Ctrl+KeyW', 'Enter', 'Tab']) {
    expect([combo, allowed(combo)]).toEqual([combo, false]);
    expect(registry.remap('answer', combo)).toEqual({ refused: true });
  }
});

test('of two shortcuts with one key the newest on screen answers, and leaves it when it goes', () => {
  const registry = new ShortcutRegistry(memory());
  const ran: string[] = [];
  registry.add(answer, () => ran.push('page'));
  const remove = registry.add({ ...answer, id: 'dialog' }, () => ran.push('dialog'));
  registry.handle(press('F2'));
  remove();
  registry.handle(press('F2'));
  expect(ran).toEqual(['dialog', 'page']);
});
