import { Banner, Page, PageShell } from '@1999/web-kit';
import { useState } from 'react';
import { Handset } from './handset.tsx';
import { HeardLog } from './heard-log.tsx';
import { useT } from './i18n.ts';
import { Messages } from './messages-list.tsx';
import { NumberPicker } from './number-picker.tsx';
import { ProgramChoice } from './program-choice.tsx';
import { RingingElsewhere } from './ringing-elsewhere.tsx';
import { usePhone } from './use-phone.ts';
import { useSpeech } from './use-speech.ts';

const FIRST_NUMBER = '+886912000001';
const STORED_NUMBER = '1999.phone.number';

/** The whole page: one telephone, what it hears, and its text messages. */
export function App() {
  const t = useT();
  const [number, setNumber] = useState(firstNumber);
  const [sound, setSound] = useState(false);
  const phone = usePhone(number);
  const call = phone.view?.call ?? null;
  useSpeech(call, sound);

  const ringing = phone.choices.some((choice) => choice.ringing);

  const chooseNumber = (next: string) => {
    sessionStorage.setItem(STORED_NUMBER, next);
    setNumber(next);
  };

  const soundToggle = (
    <button
      type="button"
      className="button phone-toggle"
      aria-pressed={sound}
      onClick={() => setSound(!sound)}
    >
      {t('phone.sound')}
    </button>
  );

  return (
    <PageShell appName={t('phone.title')} homeHref="./" live={false} status={soundToggle}>
      <Page
        title={t('phone.title')}
        tabTitle={ringing ? t('phone.titleRinging') : undefined}
        width="wide"
      >
        <p className="phone-muted">{t('phone.intro')}</p>
        <div role="status" className="phone-notices">
          {!phone.online && <Banner tone="warning">{t('phone.offline')}</Banner>}
          <RingingElsewhere number={number} choices={phone.choices} onTake={chooseNumber} />
        </div>
        <div className="phone-columns">
          <div className="phone-column">
            <NumberPicker number={number} choices={phone.choices} onChoose={chooseNumber} />
            <Handset key={number} number={number} call={call} act={phone.act} />
            {phone.problem && (
              <Banner tone="error" role="alert">
                {t('phone.failed', { message: phone.problem })}
              </Banner>
            )}
          </div>
          <HeardLog call={call} />
          <div className="phone-column">
            <Messages number={number} messages={phone.view?.messages ?? []} act={phone.act} />
            {phone.view && <ProgramChoice view={phone.view} act={phone.act} />}
          </div>
        </div>
      </Page>
    </PageShell>
  );
}

function firstNumber(): string {
  const asked = new URLSearchParams(window.location.search).get('number');
  return asked ?? sessionStorage.getItem(STORED_NUMBER) ?? FIRST_NUMBER;
}
