import { useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components';
import { useAnnounce } from '../announcer/announcer-provider.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { comboLabel } from './key-combo.ts';
import { ShortcutDialog } from './shortcut-dialog.tsx';
import { useShortcut, useShortcutList, useShortcutRegistry } from './shortcuts.tsx';

/** The keys every screen has: the list of keys, the commands, and sending the form one is in. */
export function StandardKeys() {
  const t = useKitT();
  const [isOpen, setOpen] = useState(false);
  const announce = useAnnounce();
  useShortcut('save', 'Ctrl+Enter', t('kit.keys.save'), () => {
    if (!sendForm()) announce(t('kit.keys.notYet'), { politeness: 'assertive' });
  });
  useShortcut('commands', 'Ctrl+KeyK', t('kit.keys.commands'), () => setOpen(true));
  return (
    <>
      <ShortcutDialog />
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('kit.keys.commands')}>
        <Commands onChosen={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

/** What can be done here, found by typing a part of its name. */
function Commands({ onChosen }: { onChosen(): void }) {
  const t = useKitT();
  const registry = useShortcutRegistry();
  const { contains } = useFilter({ sensitivity: 'base' });
  const shortcuts = useShortcutList().filter(({ id }) => id !== 'commands');
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t('kit.keys.find')} autoFocus className="field">
        <Input className="input" placeholder={t('kit.keys.find')} />
      </SearchField>
      <Menu
        className="menu"
        aria-label={t('kit.keys.commands')}
        onAction={(id) => {
          onChosen();
          // After the dialog has given the focus back, so that the command may move it.
          requestAnimationFrame(() => requestAnimationFrame(() => registry.run(String(id))));
        }}
      >
        {shortcuts.map(({ id, label, combo }) => (
          <MenuItem key={id} id={id} textValue={label} className="option">
            <span>
              {label} <kbd className="muted">{comboLabel(combo)}</kbd>
            </span>
          </MenuItem>
        ))}
      </Menu>
    </Autocomplete>
  );
}

/** Presses the button that sends the form one is typing in. Returns whether there is such a one. */
function sendForm(): boolean {
  const form = document.activeElement?.closest('form');
  const button = form?.querySelector<HTMLButtonElement>('button[type=submit]:not(:disabled)');
  button?.click();
  return Boolean(button);
}
