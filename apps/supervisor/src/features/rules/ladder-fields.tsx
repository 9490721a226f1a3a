import { EscalationLevel } from '@1999/dispatch/contract';
import { Button, FormRow, Select } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import type { PolicyDraft } from './policy-draft.ts';
import { usePolicyWords } from './policy-words.ts';

type Steps = PolicyDraft['ladder'];
const LEVELS = ['above', ...EscalationLevel.options] as const;

/** Who is told at which warning, and at the breach. */
export function LadderFields(props: {
  steps: Steps;
  percents: readonly number[];
  onChange(steps: Steps): void;
}) {
  const { steps, percents, onChange } = props;
  const t = useT();
  const words = usePolicyWords();
  const points = [...new Set([...percents.map(String), ...steps.map(({ at }) => at), 'breach'])];
  const change = (index: number, part: Partial<Steps[number]>) =>
    onChange(steps.map((step, i) => (i === index ? { ...step, ...part } : step)));
  return (
    <fieldset className="rules-ladder">
      <legend>{t('rules.form.ladder')}</legend>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is nothing but its place
        <FormRow key={index}>
          <Select
            label={t('rules.form.at', { n: index + 1 })}
            value={step.at}
            onChange={(at) => change(index, { at })}
            options={points.map((id) => ({
              id,
              label: words.point(id === 'breach' ? id : Number(id)),
            }))}
          />
          <Select
            label={t('rules.form.stepLevel', { n: index + 1 })}
            value={step.level}
            onChange={(level) => change(index, { level })}
            options={LEVELS.map((id) => ({ id, label: words.level(id) }))}
          />
          <Button
            variant="quiet"
            onPress={() => onChange(steps.filter((_, other) => other !== index))}
          >
            {t('rules.form.removeStep', { n: index + 1 })}
          </Button>
        </FormRow>
      ))}
      <Button
        isDisabled={steps.length >= 10}
        onPress={() => onChange([...steps, { at: 'breach', level: 'above' }])}
      >
        {t('rules.form.addStep')}
      </Button>
    </fieldset>
  );
}
