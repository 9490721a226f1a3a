import type { FlowPreview, IvrFlow } from '@1999/telephony/contract/ivr';
import {
  Banner,
  Button,
  Card,
  Checkbox,
  QueryView,
  SoundPlayer,
  TextField,
  useName,
} from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { soundFile, usePreview } from './use-ivr.ts';

const pad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** A telephone to try a draft on: what a caller hears, key by key. */
export function PreviewPanel({ flow }: { flow: IvrFlow }) {
  const t = useT();
  const [keys, press] = useState<string[]>([]);
  const [incident, setIncident] = useState(false);
  const [wait, setWait] = useState('60');
  const facts = { incident, expectedWaitSeconds: Number(wait) || 0 };
  const preview = usePreview(flow, keys, facts);
  const asks = preview.data?.arrivedAt === 'menu';
  return (
    <Card
      title={t('ivr.preview')}
      aside={<Button onPress={() => press([])}>{t('ivr.preview.again')}</Button>}
    >
      <Checkbox isSelected={incident} onChange={setIncident}>
        {t('ivr.preview.incident')}
      </Checkbox>
      <TextField
        label={t('ivr.preview.wait')}
        inputMode="numeric"
        value={wait}
        onChange={setWait}
      />
      <QueryView query={preview}>{(heard) => <Heard preview={heard} />}</QueryView>
      <fieldset className="ivr-pad">
        <legend className="visually-hidden">{t('ivr.preview.keys')}</legend>
        {pad.map((digit) => (
          <Button key={digit} isDisabled={!asks} onPress={() => press([...keys, digit])}>
            {digit}
          </Button>
        ))}
        <Button isDisabled={!asks} onPress={() => press([...keys, '-'])}>
          {t('ivr.preview.noKey')}
        </Button>
      </fieldset>
    </Card>
  );
}

function Heard({ preview }: { preview: FlowPreview }) {
  const t = useT();
  const name = useName();
  if (preview.problems.length > 0) {
    return (
      <Banner tone="warning" role="status">
        <p>{t('ivr.preview.broken', { count: preview.problems.length })}</p>
      </Banner>
    );
  }
  return (
    <div role="log" aria-live="polite">
      <ol className="ivr-heard">
        {preview.turns.map(({ step, said, key }, turn) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is nothing but its place
          <li key={turn}>
            {said.map(({ zh, en, sound }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its place
              <span key={at}>
                {name(zh, en)}{' '}
                {sound && (
                  <SoundPlayer
                    key={sound}
                    label={name(zh, en)}
                    listen={t('ivr.preview.sound')}
                    load={() => soundFile(sound)}
                  />
                )}
              </span>
            ))}
            {said.length === 0 && t('ivr.preview.nothing', { step })}
            {key && (
              <strong>
                {' '}
                {key === '-' ? t('ivr.preview.noKey') : t('ivr.key', { digit: key })}
              </strong>
            )}
          </li>
        ))}
      </ol>
      <p>{t(`ivr.arrived.${arrivalOf(preview.arrivedAt)}`)}</p>
    </div>
  );
}

const arrivals = ['menu', 'queued', 'voicemail', 'goodbye'] as const;

function arrivalOf(step: string): (typeof arrivals)[number] {
  return arrivals.find((one) => one === step) ?? 'menu';
}
