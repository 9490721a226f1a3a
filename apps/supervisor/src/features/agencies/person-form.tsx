import { DutyLevel, type DutyPerson } from '@1999/directory/contract';
import {
  api,
  Form,
  FormActions,
  FormCheckbox,
  FormRow,
  FormSelect,
  FormTextField,
  SubmitButton,
  useOrderWord,
  useZodForm,
} from '@1999/web-kit';
import { useMemo } from 'react';
import { useT } from '../../messages/index.ts';
import { addBodyOf, changeBodyOf, draftOf, personDraft } from './person-draft.ts';
import { useChanged } from './use-agencies.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Puts somebody on an agency's roster, or changes who is at a place and when. */
export function PersonForm(props: {
  agencyId: string;
  person: DutyPerson | null;
  nextPosition: number;
  hasRdec: boolean;
  onDone(): void;
}) {
  const { agencyId, person } = props;
  const t = useT();
  const word = useOrderWord();
  const changed = useChanged(agencyId);
  const schema = useMemo(() => personDraft(person === null), [person]);
  const form = useZodForm(schema, { defaultValues: draftOf(person, props.nextPosition) });
  const levels = DutyLevel.options.filter((level) => level !== 'rdec' || props.hasRdec);
  const url = `/api/agencies/${agencyId}/roster`;
  return (
    <Form
      form={form}
      label={t(person ? 'roster.change' : 'roster.add')}
      onSubmit={async (draft) => {
        if (person) await api.patch(`${url}/${person.id}`, { body: changeBodyOf(draft, person) });
        else await api.post(url, { body: addBodyOf(draft) });
        await changed(t(person ? 'roster.changed' : 'roster.added'));
        props.onDone();
      }}
    >
      <FormRow>
        <FormSelect
          name="level"
          label={t('roster.level')}
          options={levels.map((id) => ({ id, label: word('level', id) }))}
        />
        <FormTextField name="position" inputMode="numeric" label={t('roster.form.position')} />
      </FormRow>
      <FormRow>
        <FormTextField name="titleZh" label={t('roster.form.titleZh')} />
        <FormTextField name="titleEn" label={t('roster.form.titleEn')} />
      </FormRow>
      <FormRow>
        <FormTextField name="name" label={t('roster.name')} autoComplete="off" />
        <FormTextField
          name="phone"
          type="tel"
          autoComplete="off"
          label={t('roster.phone')}
          description={
            person ? t('roster.form.phone.hint', { phone: person.phone ?? '' }) : undefined
          }
        />
      </FormRow>
      <FormRow>
        <FormTextField
          name="from"
          label={t('roster.form.from')}
          description={t('roster.form.hours.hint')}
        />
        <FormTextField name="to" label={t('roster.form.to')} />
      </FormRow>
      <fieldset className="weekdays">
        <legend>{t('roster.weekdays')}</legend>
        <div className="weekdays-row">
          {DAYS.map((day) => (
            <FormCheckbox key={day} name={`days.${day - 1}`}>
              {t(`calendar.day.${day}`)}
            </FormCheckbox>
          ))}
        </div>
      </fieldset>
      <FormActions>
        <SubmitButton>{t(person ? 'roster.change' : 'roster.add')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
