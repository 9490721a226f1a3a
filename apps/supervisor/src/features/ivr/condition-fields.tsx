import type { IvrCondition } from '@1999/telephony/contract/ivr';
import { FormRow, Select, TextField } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const kinds: Record<IvrCondition['is'], IvrCondition> = {
  hours: { is: 'hours', from: '08:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] },
  incident: { is: 'incident' },
  nuisance: { is: 'nuisance' },
  nobodyOnDuty: { is: 'nobodyOnDuty' },
  waitOver: { is: 'waitOver', seconds: 600 },
  channel: { is: 'channel', channel: 'webcall' },
};

/** What is asked of the moment. */
export function ConditionFields(props: { when: IvrCondition; onChange(when: IvrCondition): void }) {
  const t = useT();
  const { when, onChange } = props;
  const options = (Object.keys(kinds) as IvrCondition['is'][]).map((id) => ({
    id,
    label: t(`ivr.when.${id}`),
  }));
  return (
    <FormRow>
      <Select<IvrCondition['is']>
        label={t('ivr.when')}
        options={options}
        value={when.is}
        onChange={(is) => onChange(kinds[is])}
      />
      {when.is === 'hours' && (
        <>
          <TextField
            label={t('ivr.hours.from')}
            value={when.from}
            onChange={(from) => onChange({ ...when, from })}
          />
          <TextField
            label={t('ivr.hours.to')}
            value={when.to}
            onChange={(to) => onChange({ ...when, to })}
          />
          <TextField
            label={t('ivr.hours.weekdays')}
            description={t('ivr.hours.weekdays.hint')}
            inputMode="numeric"
            value={when.weekdays.join('')}
            onChange={(typed) =>
              onChange({ ...when, weekdays: everyDay.filter((day) => typed.includes(`${day}`)) })
            }
          />
        </>
      )}
      {when.is === 'waitOver' && (
        <TextField
          label={t('ivr.seconds')}
          inputMode="numeric"
          value={String(when.seconds)}
          onChange={(typed) => onChange({ ...when, seconds: Number(typed.replace(/\D/g, '')) })}
        />
      )}
    </FormRow>
  );
}
