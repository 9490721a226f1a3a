import { FaqKind } from '@1999/knowledge/contract';
import {
  Button,
  FormComboBox,
  FormRadioGroup,
  FormRow,
  FormTextField,
  useName,
} from '@1999/web-kit';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useT } from '../../messages/index.ts';
import { useAgenciesWithWays } from '../agencies/use-agencies.ts';
import { type KnowledgeDraft, missingSimilar } from './knowledge-draft.ts';
import { useFacets } from './use-knowledge.ts';

/** The fields of an entry, of the form above. */
export function EntryFields() {
  const t = useT();
  const { data: facets } = useFacets();
  const missing = missingSimilar(useWatch<KnowledgeDraft, 'similar'>({ name: 'similar' }) ?? '');
  return (
    <>
      <FormTextField name="question" label={t('knowledge.question')} />
      <div className="knowledge-answer">
        <FormTextField name="answer" multiline label={t('knowledge.answer')} />
      </div>
      <FormTextField
        name="similar"
        multiline
        label={t('knowledge.similar')}
        description={
          missing > 0
            ? t('knowledge.form.similar.missing', { missing })
            : t('knowledge.form.similar.enough')
        }
      />
      <FormRow>
        <FormTextField
          name="category"
          label={t('knowledge.category')}
          suggestions={facets?.categories ?? []}
          autoComplete="off"
        />
        <AgencyField />
      </FormRow>
      <FormTextField
        name="tags"
        label={t('knowledge.tags')}
        description={t('knowledge.form.tags.hint')}
      />
      <FormRadioGroup
        name="kind"
        orientation="horizontal"
        label={t('knowledge.kind')}
        options={FaqKind.options.map((id) => ({ id, label: t(`knowledge.kind.${id}`) }))}
      />
      <LinkFields />
      <FormRow>
        <FormTextField name="source" label={t('knowledge.source')} />
        <FormTextField name="sourceUrl" type="url" label={t('knowledge.sourceUrl')} />
      </FormRow>
      <FormRow>
        <FormTextField name="validFrom" type="datetime-local" label={t('knowledge.validFrom')} />
        <FormTextField
          name="validTo"
          type="datetime-local"
          label={t('knowledge.validTo')}
          description={t('knowledge.form.validTo.hint')}
        />
        <FormTextField
          name="reviewBy"
          type="date"
          label={t('knowledge.reviewBy')}
          description={t('knowledge.form.reviewBy.hint')}
        />
      </FormRow>
    </>
  );
}

/** The city's agencies by name; one that is named otherwise stays what it is. */
function AgencyField() {
  const t = useT();
  const name = useName();
  const { data } = useAgenciesWithWays();
  const chosen = useWatch<KnowledgeDraft, 'agency'>({ name: 'agency' });
  const known = (data ?? []).map(({ agency }) => ({
    id: agency.code,
    label: name(agency.nameZh, agency.nameEn),
  }));
  const other = chosen && !known.some(({ id }) => id === chosen) ? [chosen] : [];
  return (
    <FormComboBox
      name="agency"
      label={t('column.agency')}
      options={[...known, ...other.map((id) => ({ id, label: id }))]}
    />
  );
}

function LinkFields() {
  const t = useT();
  const { control } = useFormContext<KnowledgeDraft>();
  const { fields, append, remove } = useFieldArray({ control, name: 'links' });
  return (
    <fieldset className="knowledge-links">
      <legend>{t('knowledge.links')}</legend>
      {fields.map(({ id }, index) => (
        <div key={id} className="knowledge-link">
          <FormTextField
            name={`links.${index}.title`}
            label={t('knowledge.link.title', { n: index + 1 })}
          />
          <FormTextField
            name={`links.${index}.url`}
            type="url"
            label={t('knowledge.link.url', { n: index + 1 })}
          />
          <Button
            aria-label={t('knowledge.link.remove', { n: index + 1 })}
            onPress={() => remove(index)}
          >
            {t('knowledge.remove')}
          </Button>
        </div>
      ))}
      <div className="knowledge-actions">
        <Button onPress={() => append({ title: '', url: '' })}>{t('knowledge.link.add')}</Button>
      </div>
    </fieldset>
  );
}
