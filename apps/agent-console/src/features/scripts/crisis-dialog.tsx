import { Button, Dialog, RadioGroup, useShortcut } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import { useScripts } from '../case/use-reference.ts';

/** What to say to somebody in a crisis, one key away and read from the top. */
export function CrisisDialog() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  useShortcut('crisis', 'Ctrl+Alt+KeyC', t('crisis.title'), () => setOpen(true));
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('crisis.button')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('crisis.title')} wide>
        <CrisisScripts />
      </Dialog>
    </>
  );
}

function CrisisScripts() {
  const t = useT();
  const name = useName();
  const { data = [] } = useScripts();
  const crises = data.filter(({ kind }) => kind === 'crisis');
  const [chosen, choose] = useState<string | null>(null);
  const script = crises.find(({ code }) => code === chosen);
  return (
    <div className="form">
      <RadioGroup
        label={t('crisis.which')}
        value={chosen}
        onChange={choose}
        options={crises.map(({ code, title, number }) => ({
          id: code,
          label: number
            ? t('crisis.numbered', { title: name(title.zh, title.en), number })
            : name(title.zh, title.en),
        }))}
      />
      <div role="status">
        {script && (
          <ol>
            {script.steps.map((step) => (
              <li key={step.zh}>{name(step.zh, step.en)}</li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}
