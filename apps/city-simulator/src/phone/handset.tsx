import { useId, useState } from 'react';
import type { PhoneCall, PhoneView } from '../carrier/phone-api/contract.ts';
import { answer, dial, hangUp, press } from './api.ts';
import { useT } from './i18n.ts';
import { Keypad } from './keypad.tsx';
import { spokenNumber } from './spoken-number.ts';
import { useDigitKeys } from './use-keys.ts';

export interface HandsetProps {
  number: string;
  call: PhoneCall | null;
  act(work: Promise<PhoneView>): Promise<void>;
}

/** The telephone itself: what state it is in, its keypad, and the buttons that fit the state. */
export function Handset({ number, call, act }: HandsetProps) {
  const t = useT();
  const id = useId();
  const [display, setDisplay] = useState('1999');
  const live = call && !call.over ? call : null;
  const ringsHere = live?.incoming === true && live.status === 'ringing';

  const onKey = (key: string) => {
    if (live?.status === 'in-progress') void act(press(live.sid, key));
    else if (!live) setDisplay((shown) => shown + key);
  };
  useDigitKeys(onKey);

  return (
    <section className="card phone-handset" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="visually-hidden">
        {t('phone.handset')}
      </h2>
      <p className="phone-state" role="status" data-status={live ? live.status : 'idle'}>
        {stateText(t, call)}
      </p>
      {/* On a small screen the log is below the keypad; it is the log that screen readers read. */}
      {live && (
        <p className="phone-latest" aria-hidden="true">
          {live.heard.findLast((line) => line.kind === 'say')?.text}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!live) void act(dial(number, display));
        }}
      >
        {!live && (
          <div className="phone-inline">
            <input
              type="tel"
              className="phone-display"
              aria-label={t('phone.number')}
              value={display}
              onChange={(event) => setDisplay(event.target.value)}
            />
            <button
              type="button"
              className="button button-large"
              aria-label={t('phone.erase')}
              onClick={() => setDisplay(display.slice(0, -1))}
            >
              <span aria-hidden="true">⌫</span>
            </button>
          </div>
        )}
        <Keypad onKey={onKey} />
        <div className="phone-buttons">
          {ringsHere && (
            <button
              type="button"
              className="button button-primary phone-big"
              onClick={() => void act(answer(live.sid))}
            >
              {t('phone.answer')}
            </button>
          )}
          {live && (
            <button
              type="button"
              className="button button-danger phone-big"
              onClick={() => void act(hangUp(live.sid))}
            >
              {ringsHere ? t('phone.decline') : t('phone.hangUp')}
            </button>
          )}
          {!live && (
            <button type="submit" className="button button-primary phone-big">
              {t('phone.dial')}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}

const states = [
  'queued',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;

function stateText(t: ReturnType<typeof useT>, call: PhoneCall | null): string {
  if (!call) return t('phone.state.idle');
  const peer = spokenNumber(call.peer);
  if (call.incoming && call.status === 'ringing') return t('phone.state.incoming', { peer });
  const state = states.find((one) => one === call.status);
  return state ? t(`phone.state.${state}`, { peer }) : call.status;
}
