import { type RosterAgent, ShiftBody } from '@1999/routing/contract';
import {
  Banner,
  Form,
  FormActions,
  FormComboBox,
  FormSelect,
  FormTextField,
  formatTime,
  SubmitButton,
  toast,
  useLocaleChoice,
  useZodForm,
} from '@1999/web-kit';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useFindingWords } from './finding-words.ts';
import { isWall, momentOn, type RosterDay, readBreaks } from './roster-week.ts';
import { useRosterChanges, useShiftPreview } from './use-roster.ts';

const Wall = z.string().trim().refine(isWall, { error: 'shifts.wall' });
const Draft = z.object({
  agentId: z.string({ error: 'shifts.agent.missing' }),
  date: z.string({ error: 'shifts.day.missing' }),
  from: Wall,
  to: Wall,
  breaks: z.string(),
  overrideReason: z.string().trim().max(300),
});
type Draft = z.infer<typeof Draft>;

/** A shift to add; what it would not keep is shown before it is saved. */
export function ShiftForm(props: {
  agents: readonly z.infer<typeof RosterAgent>[];
  days: readonly RosterDay[];
}) {
  const t = useT();
  const { locale } = useLocaleChoice();
  const words = useFindingWords();
  const { addShift } = useRosterChanges();
  const form = useZodForm(Draft, {
    defaultValues: { from: '08:00', to: '17:00', breaks: '12:00-13:00', overrideReason: '' },
  });
  const shift = bodyOf(useWatch({ control: form.control }) as Draft);
  const preview = useShiftPreview(shift);
  const findings = preview.data?.findings ?? [];
  const forbidden = findings.some(({ severity }) => severity === 'forbidden');
  return (
    <section className="desk-section">
      <h2>{t('shifts.add')}</h2>
      <Form
        form={form}
        label={t('shifts.add')}
        onSubmit={async (draft) => {
          const body = bodyOf(draft);
          if (!body) {
            form.setError('breaks', { message: t('shifts.breaks.wrong') });
            return;
          }
          await addShift.mutateAsync(body);
          form.setValue('overrideReason', '');
          toast(t('shifts.added'), 'success');
        }}
      >
        <FormComboBox
          name="agentId"
          label={t('column.agent')}
          options={props.agents.map(({ id, name }) => ({ id, label: name }))}
        />
        <FormSelect
          name="date"
          label={t('shifts.day')}
          options={props.days.map(({ date, from }) => ({
            id: date,
            label: formatTime(from, 'weekday', locale),
          }))}
        />
        <div className="roster-times">
          <FormTextField name="from" label={t('shifts.from')} />
          <FormTextField name="to" label={t('shifts.to')} />
        </div>
        <FormTextField
          name="breaks"
          label={t('shifts.breaks')}
          description={t('shifts.breaks.hint')}
        />
        <div role="status">
          {findings.length > 0 && (
            <Banner
              tone={forbidden ? 'error' : 'warning'}
              title={t(forbidden ? 'shifts.preview.forbidden' : 'shifts.preview.warning')}
            >
              <ul>
                {findings.map((finding) => (
                  <li key={`${finding.rule} ${finding.at}`}>{words(finding)}</li>
                ))}
              </ul>
            </Banner>
          )}
        </div>
        {forbidden && (
          <FormTextField
            name="overrideReason"
            label={t('shifts.override')}
            description={t('shifts.override.hint')}
          />
        )}
        <FormActions>
          <SubmitButton>{t('shifts.save')}</SubmitButton>
        </FormActions>
      </Form>
    </section>
  );
}

/** The shift as the server takes it; null while it cannot be read. */
function bodyOf(draft: Draft): ShiftBody | null {
  const { agentId, date, from, to, overrideReason } = draft;
  if (!agentId || !date || !isWall(from.trim()) || !isWall(to.trim())) return null;
  const startsAt = momentOn(date, from.trim());
  const breaks = readBreaks(date, draft.breaks, startsAt);
  if (!breaks) return null;
  const endsAt = momentOn(date, to.trim(), startsAt);
  return ShiftBody.parse({
    agentId,
    startsAt,
    endsAt,
    breaks,
    ...(overrideReason ? { overrideReason } : {}),
  });
}
