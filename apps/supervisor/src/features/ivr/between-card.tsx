import { betweenPrompts, type IvrFlow } from '@1999/telephony/contract/ivr';
import { Card } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { withBetween } from './flow-draft.ts';
import { SoundFields } from './sound-fields.tsx';

/** Recordings of what the hotline says by itself: a wrong key, a promise, goodbye. */
export function BetweenCard(props: { flow: IvrFlow; onChange(flow: IvrFlow): void }) {
  const t = useT();
  const { flow, onChange } = props;
  return (
    <Card title={t('ivr.between')}>
      <p className="muted">{t('ivr.between.hint')}</p>
      {betweenPrompts.map((prompt) => {
        const part = t(`ivr.prompt.${prompt}`);
        return (
          <div key={prompt}>
            <h3>{part}</h3>
            <SoundFields
              label={t('ivr.sounds.of', { prompt: part })}
              part={part}
              sounds={flow.between?.[prompt]}
              onChange={(sounds) => onChange(withBetween(flow, prompt, sounds))}
            />
          </div>
        );
      })}
    </Card>
  );
}
