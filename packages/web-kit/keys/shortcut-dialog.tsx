import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/choices.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Table } from '../components/table.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { comboLabel, comboOf } from './key-combo.ts';
import type { Shortcut } from './shortcut-registry.ts';
import { useShortcut, useShortcutList, useShortcutRegistry } from './shortcuts.tsx';

/** The list of keys, opened by Ctrl+Alt+/: read them, change them, switch them off. */
export function ShortcutDialog() {
  const t = useKitT();
  const [isOpen, setOpen] = useState(false);
  useShortcut('keys', 'Ctrl+Alt+Slash', t('kit.keys.list'), () => setOpen(true));
  return (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('kit.keys.title')} wide>
      <ShortcutTable />
    </Dialog>
  );
}

function ShortcutTable() {
  const t = useKitT();
  const registry = useShortcutRegistry();
  const shortcuts = useShortcutList();
  const [changing, setChanging] = useState<string>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    registry.pause(changing !== undefined);
    return () => registry.pause(false);
  }, [registry, changing]);

  function take(shortcut: Shortcut, event: React.KeyboardEvent): void {
    if (['Control', 'Alt', 'Shift', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== 'Escape') {
      const refusal = registry.remap(shortcut.id, comboOf(event.nativeEvent));
      if (refusal) {
        setProblem(
          'taken' in refusal
            ? t('kit.keys.taken', { action: refusal.taken })
            : t('kit.keys.refused'),
        );
        return;
      }
    }
    setProblem('');
    setChanging(undefined);
  }

  return (
    <>
      <Checkbox isSelected={registry.enabled} onChange={(on) => registry.setEnabled(on)}>
        {t('kit.keys.enabled')}
      </Checkbox>
      <p role="alert" className={problem ? 'field-error' : undefined}>
        {problem}
      </p>
      <Table
        caption={t('kit.keys.title')}
        captionHidden
        rows={shortcuts}
        rowId={({ id }) => id}
        empty={t('kit.keys.none')}
        columns={[
          {
            id: 'action',
            header: t('kit.keys.action'),
            isRowHeader: true,
            cell: ({ label }) => label,
          },
          {
            id: 'key',
            header: t('kit.keys.key'),
            cell: (shortcut) => (
              // The key is caught here, before the button or the dialog hears of it.
              <span onKeyDownCapture={(e) => changing === shortcut.id && take(shortcut, e)}>
                <Button
                  aria-label={`${comboLabel(shortcut.combo)} ${t('kit.keys.change', {
                    action: shortcut.label,
                  })}`}
                  onPress={() => setChanging(shortcut.id)}
                >
                  {changing === shortcut.id ? t('kit.keys.press') : comboLabel(shortcut.combo)}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <div className="dialog-actions">
        <Button onPress={() => registry.reset()}>{t('kit.keys.reset')}</Button>
      </div>
    </>
  );
}
