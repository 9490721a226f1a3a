import {
  Banner,
  Button,
  chooseCallDevice,
  chooseEarconDevice,
  chooseEarconVolume,
  Dialog,
  outputChoices,
  playEarcon,
  Select,
  useShortcut,
} from '@1999/web-kit';
import { useEffect, useState } from 'react';
import { useT } from '../../messages/index.ts';

const volumes = ['0', '0.25', '0.5', '1'] as const;

/** The caller in one ear, the console's signals in the other: each its own output device. */
export function AudioDialog() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  useShortcut('audio', 'Ctrl+Alt+KeyO', t('audio.title'), () => setOpen(true));
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('audio.button')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('audio.title')}>
        <Devices />
      </Dialog>
    </>
  );
}

function Devices() {
  const t = useT();
  const [outputs, setOutputs] = useState<Awaited<ReturnType<typeof outputChoices>>>();
  useEffect(() => {
    void outputChoices().then(setOutputs);
  }, []);
  if (!outputs) return null;
  const options = [
    { id: 'default', label: t('audio.default') },
    ...outputs.devices.map(({ id, label }, at) => ({
      id,
      label: label || t('audio.numbered', { number: at + 1 }),
    })),
  ];
  const known = (id: string) => (options.some((one) => one.id === id) ? id : 'default');
  return (
    <div className="form">
      {!outputs.canChoose && <Banner tone="info">{t('audio.cannot')}</Banner>}
      <Select
        label={t('audio.caller')}
        options={options}
        value={known(outputs.call)}
        isDisabled={!outputs.canChoose}
        onChange={(id) => {
          chooseCallDevice(id === 'default' ? '' : id);
          setOutputs({ ...outputs, call: id });
        }}
      />
      <Select
        label={t('audio.earcons')}
        options={options}
        value={known(outputs.earcons)}
        isDisabled={!outputs.canChoose}
        onChange={(id) => {
          void chooseEarconDevice(id === 'default' ? '' : id);
          setOutputs({ ...outputs, earcons: id });
        }}
      />
      <Select
        label={t('audio.volume')}
        options={volumes.map((id) => ({ id, label: t(`audio.volume.${id}`) }))}
        value={volumes.find((id) => Number(id) === outputs.volume) ?? '0.5'}
        onChange={(id) => {
          chooseEarconVolume(Number(id));
          setOutputs({ ...outputs, volume: Number(id) });
        }}
      />
      <Button onPress={() => void playEarcon('ring')}>{t('audio.try')}</Button>
    </div>
  );
}
