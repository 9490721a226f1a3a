import { Banner, Button, useLocaleChoice } from '@1999/web-kit';
import type { PhoneChoice } from '../carrier/phone-api/contract.ts';
import { useT } from './i18n.ts';
import { spokenNumber } from './spoken-number.ts';

export interface RingingElsewhereProps {
  number: string;
  choices: readonly PhoneChoice[];
  onTake(number: string): void;
}

/** Other telephones of the demo city that ring right now, each one press away. */
export function RingingElsewhere({ number, choices, onTake }: RingingElsewhereProps) {
  const t = useT();
  const { locale } = useLocaleChoice();
  return choices
    .filter((phone) => phone.ringing && phone.number !== number)
    .map((phone) => (
      <Banner
        key={phone.number}
        tone="warning"
        actions={<Button onPress={() => onTake(phone.number)}>{t('phone.elsewhere.take')}</Button>}
      >
        {t('phone.elsewhere', {
          name: locale === 'en' ? phone.en : phone.zh,
          number: spokenNumber(phone.number),
        })}
      </Banner>
    ));
}
