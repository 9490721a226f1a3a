import { Button, Card, Page, playEarcon, toast, useErrorSentence } from '@1999/web-kit';
import { useEffect, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useChangeOwnPhone, useOwnPhone } from '../orders/use-own-phone.ts';
import { type PushState, pushState, turnPushOff, turnPushOn } from './push.ts';

/** What this device does when an order comes: sound, vibration, and messages while it is closed. */
export function DevicePage() {
  const t = useT();
  return (
    <Page title={t('device.title')} width="narrow">
      <Card title={t('device.alarm')}>
        <p>{t('device.alarm.hint')}</p>
        <Button
          size="large"
          onPress={() => {
            void playEarcon('newDanger').catch(() => undefined);
            navigator.vibrate?.([400, 150, 400, 150, 800]);
          }}
        >
          {t('device.alarm.try')}
        </Button>
      </Card>
      <PushCard />
      <OwnPhoneCard />
      <Card title={t('device.offline')}>
        <p>{t('device.offline.hint')}</p>
      </Card>
    </Page>
  );
}

/** The telephone that is rung first when this person calls a citizen. */
function OwnPhoneCard() {
  const t = useT();
  const sentence = useErrorSentence();
  const own = useOwnPhone();
  const { drop } = useChangeOwnPhone();
  const phone = own.data?.phone;
  if (!own.isSuccess) return null;
  return (
    <Card title={t('call.ownPhone')}>
      <p>{phone ?? t('call.none')}</p>
      {phone && (
        <Button
          size="large"
          onPress={() => void drop().catch((error) => toast(sentence(error), 'error'))}
        >
          {t('call.dropPhone')}
        </Button>
      )}
    </Card>
  );
}

function PushCard() {
  const t = useT();
  const sentence = useErrorSentence();
  const [state, setState] = useState<PushState>('unknown');
  useEffect(() => {
    void pushState().then(setState);
  }, []);
  const turn = async (how: () => Promise<PushState>) => {
    try {
      setState(await how());
    } catch (error) {
      toast(sentence(error), 'error');
    }
  };
  return (
    <Card title={t('device.push')}>
      <p>{t(`device.push.${state}`)}</p>
      {(state === 'off' || state === 'refused') && (
        <Button size="large" variant="primary" onPress={() => void turn(turnPushOn)}>
          {t('device.push.turnOn')}
        </Button>
      )}
      {state === 'on' && (
        <Button size="large" onPress={() => void turn(turnPushOff)}>
          {t('device.push.turnOff')}
        </Button>
      )}
    </Card>
  );
}
