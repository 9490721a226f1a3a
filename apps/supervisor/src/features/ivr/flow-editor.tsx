import type { FlowVersion, IvrFlow } from '@1999/telephony/contract/ivr';
import {
  api,
  Button,
  FormRow,
  Select,
  TextField,
  toast,
  useErrorSentence,
  webClock,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { BetweenCard } from './between-card.tsx';
import {
  freeStepId,
  newStep,
  type StepKind,
  stepKinds,
  withoutStep,
  withStep,
} from './flow-draft.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { SoundHint } from './sound-fields.tsx';
import { StepFields } from './step-fields.tsx';
import { StepSelect } from './step-select.tsx';
import { usePreview } from './use-ivr.ts';

const Published = z.object({ version: z.int() });
const noKeys: string[] = [];
const noFacts = {};

/** Edits a draft of the call flow, tries it, and publishes it as a new version. */
export function FlowEditor({ from, onDone }: { from: FlowVersion; onDone(): void }) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const [flow, setFlow] = useState<IvrFlow>(from.flow);
  const [note, setNote] = useState('');
  const [hours, setHours] = useState('0');
  const [kind, setKind] = useState<StepKind>('say');
  const problems = usePreview(flow, noKeys, noFacts).data?.problems ?? [];
  const steps = Object.keys(flow.steps);
  const add = () => setFlow(withStep(flow, freeStepId(flow), newStep(kind, flow.danger)));
  const publish = async () => {
    try {
      const later = Number(hours) || 0;
      const at = Temporal.Instant.fromEpochMilliseconds(Math.round(webClock.nowMs())).add({
        minutes: Math.round(later * 60),
      });
      const validFrom = later > 0 ? { validFrom: at.toString() } : {};
      const body = { flow, note, ...validFrom };
      const { version } = await api.post('/api/ivr/flows', { body, schema: Published });
      toast(t('ivr.published', { version }), 'success');
      await queries.invalidateQueries({ queryKey: ['ivr-flows'] });
      onDone();
    } catch (error) {
      toast(sentence(error), 'error');
    }
  };
  return (
    <div className="ivr-editor">
      <div className="ivr-steps">
        <FormRow>
          <StepSelect
            label={t('ivr.start')}
            steps={steps}
            value={flow.start}
            onChange={(start) => setFlow({ ...flow, start })}
          />
          <StepSelect
            label={t('ivr.danger')}
            steps={steps}
            value={flow.danger}
            onChange={(danger) => setFlow({ ...flow, danger })}
          />
        </FormRow>
        <SoundHint />
        {Object.entries(flow.steps).map(([id, step]) => (
          <StepFields
            key={id}
            id={id}
            step={step}
            steps={steps}
            problems={problems.filter((problem) => problem.step === id)}
            onChange={(changed) => setFlow(withStep(flow, id, changed))}
            onRemove={() => setFlow(withoutStep(flow, id))}
          />
        ))}
        <FormRow>
          <Select<StepKind>
            label={t('ivr.step.kind')}
            options={stepKinds.map((id) => ({ id, label: t(`ivr.kind.${id}`) }))}
            value={kind}
            onChange={setKind}
          />
          <Button onPress={add}>{t('ivr.step.add')}</Button>
        </FormRow>
        <BetweenCard flow={flow} onChange={setFlow} />
      </div>
      <div className="ivr-side">
        <PreviewPanel flow={flow} />
        <FormRow>
          <TextField label={t('ivr.note')} value={note} onChange={setNote} isRequired />
          <TextField
            label={t('ivr.inHours')}
            inputMode="decimal"
            value={hours}
            onChange={setHours}
          />
        </FormRow>
        <FormRow>
          <Button
            variant="primary"
            isDisabled={problems.length > 0 || note.trim() === ''}
            onPress={publish}
          >
            {t('ivr.publish')}
          </Button>
          <Button onPress={onDone}>{t('ivr.cancel')}</Button>
        </FormRow>
      </div>
    </div>
  );
}
