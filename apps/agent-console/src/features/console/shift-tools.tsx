import { Button, useShortcutRegistry } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { AudioDialog } from '../audio/audio-dialog.tsx';
import { ShiftDialog } from '../shift/shift-dialog.tsx';

/** What belongs to the shift, not to one call: it leaves the bar below to the call. */
export function ShiftTools() {
  const t = useT();
  const shortcuts = useShortcutRegistry();
  return (
    <>
      <ShiftDialog />
      <AudioDialog />
      <Button variant="quiet" onPress={() => shortcuts.run('keys')}>
        {t('bar.keys')}
      </Button>
    </>
  );
}
