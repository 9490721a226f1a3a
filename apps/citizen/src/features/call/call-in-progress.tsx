import type { StartedWebCall } from '@1999/telephony/contract';
import { Banner, Button, Card, useLocaleChoice } from '@1999/web-kit';
import type { WebCallState } from '@1999/web-kit/webcall';
import { useT } from '../../messages/index.ts';
import './call-page.css';
import { Keypad } from './keypad.tsx';
import { useWebCall } from './use-web-call.ts';

type FailedVoice = Extract<WebCallState, { name: 'failed' }>;

/** The call as it goes: what is being said in words too, keys, mute, hang up. */
export function CallInProgress(props: { call: StartedWebCall; onLeave(): void }) {
  const t = useT();
  const { locale } = useLocaleChoice();
  const line = useWebCall(props.call);
  const { view, voice } = line;

  const noVoice = (reason: FailedVoice['reason']) => (
    <Banner
      tone="error"
      role="alert"
      title={t('call.noVoice')}
      actions={
        <Button
          onPress={async () => {
            await line.hangUp().catch(() => undefined);
            props.onLeave();
          }}
        >
          {t('call.giveUp')}
        </Button>
      }
    >
      <p>{t(`call.failed.${reason}`)}</p>
    </Banner>
  );

  // That no line was free is the server's word as well, so that a reload says the same.
  const full = voice.name === 'failed' && voice.reason === 'full';
  if (full || view?.endReason === 'failed') return noVoice('full');
  if (view?.state === 'ended') {
    return (
      <Banner
        tone="success"
        role="status"
        title={t('call.over')}
        actions={<Button onPress={props.onLeave}>{t('call.again')}</Button>}
      >
        <p>{t('call.over.body')}</p>
      </Banner>
    );
  }
  if (voice.name === 'failed') return noVoice(voice.reason);
  const caption = view && (locale === 'en' ? view.caption.en : view.caption.zh);
  return (
    <Card title={t(`call.step.${view?.step ?? 'arrived'}`)}>
      {line.blocked && (
        <Button variant="primary" onPress={line.unblock}>
          {t('call.hear')}
        </Button>
      )}
      <p role="status">{t(`call.voice.${voice.name}`)}</p>
      <p className="call-caption" role="status">
        {view?.onHold ? t('call.onHold') : caption}
      </p>
      {view?.state === 'inMenu' && <Keypad onPress={line.press} />}
      <div className="call-buttons">
        <Button onPress={() => line.mute(!line.muted)}>
          {t(line.muted ? 'call.unmute' : 'call.mute')}
        </Button>
        <Button variant="danger" size="large" onPress={() => void line.hangUp()}>
          {t('call.hangUp')}
        </Button>
      </div>
    </Card>
  );
}
