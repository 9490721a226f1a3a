import { ClockKind, type PolicyView, RulePreview } from '@1999/dispatch/contract';
import {
  api,
  Form,
  FormActions,
  FormCheckbox,
  FormComboBox,
  FormRow,
  FormSelect,
  FormTextField,
  QueryView,
  SubmitButton,
  toast,
  useName,
  useOrderWord,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { LadderFields } from './ladder-fields.tsx';
import { bodyOf, draftOf, PolicyDraft, percentsIn } from './policy-draft.ts';
import { usePolicyWords } from './policy-words.ts';
import { PreviewButton } from './preview-button.tsx';
import { useCalendars, usePlacesAndTypes } from './use-rules.ts';

const Amended = z.object({ version: z.number() });

/** Writes a new version of a rule, or a rule for what had none; shows before what it would move. */
export function PolicyForm(props: { policy: PolicyView | null; onDone(): void }) {
  const t = useT();
  const word = useOrderWord();
  const words = usePolicyWords();
  const queries = useQueryClient();
  const calendars = useCalendars();
  const form = useZodForm(PolicyDraft, { defaultValues: draftOf(props.policy) });
  const draft = form.watch();
  const checked = PolicyDraft.safeParse(draft);
  const units = (['hours', 'minutes', 'seconds'] as const).map((id) => ({
    id,
    label: t(`rules.unit.${id}`),
  }));
  return (
    <Form
      form={form}
      label={t('rules.save')}
      onSubmit={async (values) => {
        const body = bodyOf(values);
        const { version } = await api.post('/api/dispatch/policies', { body, schema: Amended });
        toast(t('rules.saved', { version }), 'success');
        await queries.invalidateQueries({ queryKey: ['policies'] });
        props.onDone();
      }}
    >
      <p className="muted">{t('rules.form.hint')}</p>
      <FormRow>
        <FormSelect
          name="kind"
          label={t('rules.kind')}
          isDisabled={props.policy !== null}
          options={ClockKind.options.map((id) => ({ id, label: word('clock', id) }))}
        />
        <FormSelect
          name="danger"
          label={t('rules.form.level')}
          isDisabled={props.policy !== null}
          options={(['danger', 'normal'] as const).map((id) => ({ id, label: t(`rules.${id}`) }))}
        />
      </FormRow>
      {props.policy === null && <Scope />}
      <FormRow>
        <FormTextField name="amount" inputMode="numeric" label={t('rules.form.amount')} />
        <FormSelect name="unit" label={t('rules.form.unit')} options={units} />
        <FormSelect
          name="calendar"
          label={t('rules.calendar')}
          options={['always', ...(calendars.data ?? []).map(({ code }) => code)].map((id) => ({
            id,
            label: words.calendar(id),
          }))}
        />
      </FormRow>
      <FormTextField
        name="warnPercents"
        label={t('rules.form.warn')}
        description={t('rules.form.warn.hint')}
      />
      <LadderFields
        steps={draft.ladder}
        percents={percentsIn(draft.warnPercents)}
        onChange={(ladder) => form.setValue('ladder', ladder)}
      />
      <FormTextField name="validFrom" type="datetime-local" label={t('rules.form.validFrom')} />
      <FormCheckbox name="recompute">{t('rules.form.recompute')}</FormCheckbox>
      <PreviewButton
        of={JSON.stringify(draft)}
        isDisabled={!checked.success}
        preview={() =>
          api.post('/api/dispatch/policies/preview', {
            body: checked.data && bodyOf({ ...checked.data, validFrom: '' }),
            schema: RulePreview,
          })
        }
      />
      <FormActions>
        <SubmitButton>{t('rules.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** For what a new rule is; an amended one stays for what it was. */
function Scope() {
  const t = useT();
  const name = useName();
  const named = usePlacesAndTypes();
  const options = (all: readonly { code: string; nameZh: string; nameEn: string }[]) =>
    all.map(({ code, nameZh, nameEn }) => ({ id: code, label: name(nameZh, nameEn) }));
  return (
    <>
      <QueryView query={named}>
        {({ types, districts }) => (
          <FormRow>
            <FormComboBox name="typeCode" label={t('rules.form.type')} options={options(types)} />
            <FormComboBox
              name="districtCode"
              label={t('rules.form.district')}
              options={options(districts)}
            />
          </FormRow>
        )}
      </QueryView>
      <FormRow>
        <FormTextField
          name="timeFrom"
          label={t('rules.form.from')}
          description={t('rules.form.time.hint')}
        />
        <FormTextField name="timeTo" label={t('rules.form.to')} />
      </FormRow>
    </>
  );
}
