import { useLocaleChoice } from '@1999/web-kit';
import { type FormEvent, useId, useState } from 'react';
import type { PhoneChoice } from '../carrier/phone-api/contract.ts';
import { useT } from './i18n.ts';
import { spokenNumber } from './spoken-number.ts';

export interface NumberPickerProps {
  number: string;
  choices: readonly PhoneChoice[];
  onChoose(number: string): void;
}

/** Which telephone is mine: one of the demo city's, or any number typed in. */
export function NumberPicker({ number, choices, onChoose }: NumberPickerProps) {
  const t = useT();
  const id = useId();
  const { locale } = useLocaleChoice();
  const groups = [
    { label: t('phone.mine.citizens'), kind: 'citizen' },
    { label: t('phone.mine.duty'), kind: 'duty' },
    { label: t('phone.mine.others'), kind: 'other' },
  ].map((group) => ({ ...group, phones: choices.filter((phone) => phone.kind === group.kind) }));
  const known = choices.some((phone) => phone.number === number);

  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <label htmlFor={id}>{t('phone.mine')}</label>
      </h2>
      <select id={id} value={number} onChange={(event) => onChoose(event.target.value)}>
        {!known && <option value={number}>{spokenNumber(number)}</option>}
        {groups
          .filter((group) => group.phones.length > 0)
          .map((group) => (
            <optgroup key={group.kind} label={group.label}>
              {group.phones.map((phone) => (
                <option key={phone.number} value={phone.number}>
                  {`${locale === 'en' ? phone.en : phone.zh} ${spokenNumber(phone.number)}`}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
      <OtherNumber onChoose={onChoose} />
    </section>
  );
}

function OtherNumber({ onChoose }: { onChoose(number: string): void }) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = text.replace(/[\s()-]/g, '');
    const valid = /^(0\d{8,9}|\+[1-9]\d{5,14})$/.test(digits);
    setBad(!valid);
    if (!valid) return;
    setText('');
    onChoose(digits.startsWith('0') ? `+886${digits.slice(1)}` : digits);
  };
  return (
    <details>
      <summary>{t('phone.mine.enter')}</summary>
      <form className="phone-inline" onSubmit={submit} noValidate>
        <input
          type="tel"
          aria-label={t('phone.mine.enter')}
          aria-invalid={bad}
          aria-describedby={bad ? id : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-large">
          {t('phone.mine.use')}
        </button>
      </form>
      {bad && (
        <p id={id} role="alert" className="phone-problem">
          {t('phone.mine.bad')}
        </p>
      )}
    </details>
  );
}
