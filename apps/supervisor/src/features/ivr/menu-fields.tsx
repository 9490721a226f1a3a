import { type Language, languages } from '@1999/telephony/contract';
import type { IvrKey, IvrStep } from '@1999/telephony/contract/ivr';
import { Button, FormRow, Select } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { menuDigits, withKey } from './flow-draft.ts';
import { StepSelect } from './step-select.tsx';

type Menu = Extract<IvrStep, { do: 'menu' }>;
const KEEP = 'keep';
const topics = ['enquiry', 'report', 'danger'] as const;

/** What each key of a menu means, and where nobody's choice leads. */
export function MenuFields(props: {
  menu: Menu;
  steps: readonly string[];
  onChange(menu: Menu): void;
}) {
  const t = useT();
  const { menu, steps, onChange } = props;
  const free = menuDigits.find((digit) => !(digit in menu.keys));
  return (
    <fieldset className="ivr-group">
      <legend>{t('ivr.keys')}</legend>
      <p className="muted">{t('ivr.keys.nine')}</p>
      {Object.entries(menu.keys).map(([digit, key]) => (
        <div key={digit} className="ivr-row">
          <KeyFields
            name={t('ivr.key', { digit })}
            value={key}
            steps={steps}
            onChange={(changed) => onChange(withKey(menu, digit, changed))}
          />
          <Button
            aria-label={t('ivr.key.remove', { digit })}
            onPress={() => onChange(withKey(menu, digit, null))}
          >
            {t('ivr.remove')}
          </Button>
        </div>
      ))}
      {free && (
        <Button onPress={() => onChange(withKey(menu, free, { next: menu.otherwise.next }))}>
          {t('ivr.key.add', { digit: free })}
        </Button>
      )}
      <KeyFields
        name={t('ivr.otherwise')}
        value={menu.otherwise}
        steps={steps}
        onChange={(otherwise) => onChange({ ...menu, otherwise })}
      />
    </fieldset>
  );
}

function KeyFields(props: {
  name: string;
  value: IvrKey;
  steps: readonly string[];
  onChange(key: IvrKey): void;
}) {
  const t = useT();
  const { name, value, onChange } = props;
  const { language, topic, next } = value;
  const keep = { id: KEEP, label: t('ivr.keep') } as const;
  return (
    <FormRow>
      <StepSelect
        label={t('ivr.key.next', { key: name })}
        steps={props.steps}
        value={next}
        onChange={(id) => onChange({ ...value, next: id })}
      />
      <Select<Language | typeof KEEP>
        label={t('ivr.key.language', { key: name })}
        options={[keep, ...languages.map((id) => ({ id, label: t(`ivr.language.${id}`) }))]}
        value={language ?? KEEP}
        onChange={(id) => onChange(keyOf(next, id === KEEP ? undefined : id, topic))}
      />
      <Select<(typeof topics)[number] | typeof KEEP>
        label={t('ivr.key.topic', { key: name })}
        options={[keep, ...topics.map((id) => ({ id, label: t(`ivr.topic.${id}`) }))]}
        value={topic ?? KEEP}
        onChange={(id) => onChange(keyOf(next, language, id === KEEP ? undefined : id))}
      />
    </FormRow>
  );
}

function keyOf(next: string, language: IvrKey['language'], topic: IvrKey['topic']): IvrKey {
  return { next, ...(language ? { language } : {}), ...(topic ? { topic } : {}) };
}
