import type { LadderStep, PolicyView } from '@1999/dispatch/contract';
import { useName, useOrderWord } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { usePlacesAndTypes } from './use-rules.ts';
import { inUnits } from './within.ts';

/** What a rule says, in the person's words; a code without a name stays as it is. */
export function usePolicyWords() {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  const named = usePlacesAndTypes().data;
  const nameOf = (found: { nameZh: string; nameEn: string } | undefined, code: string) =>
    found ? name(found.nameZh, found.nameEn) : code;
  const words = {
    scope: ({ danger, typeCode, districtCode, time }: PolicyView) =>
      [
        t(danger ? 'rules.danger' : 'rules.normal'),
        typeCode === null
          ? t('rules.everyType')
          : nameOf(
              named?.types.find(({ code }) => code === typeCode),
              typeCode,
            ),
        districtCode === null
          ? t('rules.everyDistrict')
          : nameOf(
              named?.districts.find(({ code }) => code === districtCode),
              districtCode,
            ),
        time ? t('rules.time', time) : t('rules.anyTime'),
      ].join(' · '),
    rule: (policy: PolicyView) => `${word('clock', policy.kind)} · ${words.scope(policy)}`,
    within: (seconds: number) => {
      const { amount, unit } = inUnits(seconds);
      return t('rules.amount', { amount, unit: t(`rules.unit.${unit}`) });
    },
    calendar: (code: string) =>
      code === 'always' || code === 'working' ? t(`rules.${code}`) : code,
    point: (at: LadderStep['at']) =>
      at === 'breach' ? t('rules.breach') : t('rules.percent', { percent: at }),
    level: (level: LadderStep['level']) =>
      level === 'above' ? t('rules.above') : word('level', level),
    ladder: (steps: readonly LadderStep[]) =>
      steps
        .map(({ at, level }) => t('rules.step', { at: words.point(at), level: words.level(level) }))
        .join('、'),
    warnings: (percents: readonly number[]) =>
      percents.map((percent) => t('rules.percent', { percent })).join('、'),
  };
  return words;
}
