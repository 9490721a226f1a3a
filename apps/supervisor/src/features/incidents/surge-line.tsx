import type { SurgeView } from '@1999/dispatch/contract';
import { formatTime, useLocaleChoice, useName } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** A surge in one line: of what, where, how many, since when. */
export function SurgeLine({ surge }: { surge: SurgeView }) {
  const t = useT();
  const name = useName();
  const { locale } = useLocaleChoice();
  return t('surge.numbers', {
    district: name(surge.districtZh, surge.districtEn),
    type: name(surge.typeZh, surge.typeEn),
    from: formatTime(surge.fromAt, 'dayTime', locale),
    orders: surge.orders,
  });
}
