import type { FlowProblem, IvrStep } from '@1999/telephony/contract/ivr';
import { Banner, Button, Card, Checkbox, FormRow, TextField } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { ConditionFields } from './condition-fields.tsx';
import { MenuFields } from './menu-fields.tsx';
import { PromptFields } from './prompt-fields.tsx';
import { StepSelect } from './step-select.tsx';

/** One step of the flow: what it says and where it leads. */
export function StepFields(props: {
  id: string;
  step: IvrStep;
  steps: readonly string[];
  problems: readonly FlowProblem[];
  onChange(step: IvrStep): void;
  onRemove(): void;
}) {
  const t = useT();
  const { id, step, steps, onChange } = props;
  const remove = (
    <Button aria-label={t('ivr.step.remove', { id })} onPress={props.onRemove}>
      {t('ivr.remove')}
    </Button>
  );
  return (
    <Card title={t('ivr.step', { id, kind: t(`ivr.kind.${step.do}`) })} aside={remove}>
      {props.problems.map(({ code }) => (
        <Banner key={code} tone="error">
          <p>{t(`ivr.problem.${code}`)}</p>
        </Banner>
      ))}
      {'prompts' in step && (
        <PromptFields
          prompts={step.prompts}
          onChange={(prompts) => onChange({ ...step, prompts })}
        />
      )}
      {step.do === 'say' && (
        <Checkbox
          isSelected={step.incident}
          onChange={(incident) => onChange({ ...step, incident })}
        >
          {t('ivr.saysIncident')}
        </Checkbox>
      )}
      {step.do === 'check' && (
        <>
          <ConditionFields when={step.when} onChange={(when) => onChange({ ...step, when })} />
          <FormRow>
            <StepSelect
              label={t('ivr.yes')}
              steps={steps}
              value={step.yes}
              onChange={(yes) => onChange({ ...step, yes })}
            />
            <StepSelect
              label={t('ivr.no')}
              steps={steps}
              value={step.no}
              onChange={(no) => onChange({ ...step, no })}
            />
          </FormRow>
        </>
      )}
      {step.do === 'menu' && <MenuFields menu={step} steps={steps} onChange={onChange} />}
      {step.do === 'offerCallback' && (
        <TextField
          label={t('ivr.seconds')}
          inputMode="numeric"
          value={String(step.whenWaitOver)}
          onChange={(typed) =>
            onChange({ ...step, whenWaitOver: Number(typed.replace(/\D/g, '')) })
          }
        />
      )}
      {(step.do === 'say' || step.do === 'offerCallback') && (
        <StepSelect
          label={t('ivr.next')}
          steps={steps}
          value={step.next}
          onChange={(next) => onChange({ ...step, next })}
        />
      )}
    </Card>
  );
}
