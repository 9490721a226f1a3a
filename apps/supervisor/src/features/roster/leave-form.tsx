import { LeaveKind, type Roster } from '@1999/routing/contract';
import {
  Button,
  Form,
  FormActions,
  FormComboBox,
  FormSelect,
  formatTime,
  SubmitButton,
  Time,
  toast,
  useLocaleChoice,
  useZodForm,
} from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import type { RosterDay } from './roster-week.ts';
import { useRosterChanges } from './use-roster.ts';

const Draft = z.object({
  agentId: z.string({ error: 'shifts.agent.missing' }),
  kind: LeaveKind,
  date: z.string({ error: 'shifts.day.missing' }),
});

/** A day of leave to add, and those of the week to take back. */
export function LeaveForm({ roster, days }: { roster: Roster; days: readonly RosterDay[] }) {
  const t = useT();
  const { locale } = useLocaleChoice();
  const { addLeave, removeLeave } = useRosterChanges();
  const form = useZodForm(Draft, { defaultValues: { kind: 'annual' } });
  const nameOf = (id: string) => roster.agents.find((agent) => agent.id === id)?.name ?? '';
  return (
    <section className="desk-section">
      <h2>{t('shifts.leave')}</h2>
      <ul>
        {roster.leaves.map((leave) => (
          <li key={leave.id}>
            {nameOf(leave.agentId)} {t(`leave.${leave.kind}`)}{' '}
            <Time at={leave.startsAt} shape="dayTime" />{' '}
            <Button
              aria-label={t('shifts.leave.remove', { name: nameOf(leave.agentId) })}
              onPress={() => removeLeave.mutate(leave.id)}
            >
              {t('shifts.leave.remove.short')}
            </Button>
          </li>
        ))}
      </ul>
      <Form
        form={form}
        label={t('shifts.leave')}
        onSubmit={async ({ agentId, kind, date }) => {
          const day = days.find((one) => one.date === date);
          if (!day) return;
          await addLeave.mutateAsync({ agentId, kind, startsAt: day.from, endsAt: day.to });
          toast(t('shifts.leave.added'), 'success');
        }}
      >
        <FormComboBox
          name="agentId"
          label={t('column.agent')}
          options={roster.agents.map(({ id, name }) => ({ id, label: name }))}
        />
        <FormSelect
          name="date"
          label={t('shifts.day')}
          options={days.map(({ date, from }) => ({
            id: date,
            label: formatTime(from, 'weekday', locale),
          }))}
        />
        <FormSelect
          name="kind"
          label={t('shifts.leave.kind')}
          options={LeaveKind.options.map((id) => ({ id, label: t(`leave.${id}`) }))}
        />
        <FormActions>
          <SubmitButton variant="secondary">{t('shifts.leave.add')}</SubmitButton>
        </FormActions>
      </Form>
    </section>
  );
}
