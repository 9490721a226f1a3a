import { text } from '@1999/platform/contract';
import { Button, Form, FormActions, FormTextField, useZodForm } from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import type { SpecialDay } from './calendar-draft.ts';
import { readWindows, type Window, windowsText } from './windows-text.ts';

const Hours = z.string().refine((written) => readWindows(written) !== null);
const HoursDraft = z.object({ windows: Hours });
const DateDraft = z.object({ date: z.iso.date(), name: text(60), windows: Hours });

/** The hours of a weekday. */
export function HoursForm(props: { windows: readonly Window[]; onKeep(windows: Window[]): void }) {
  const t = useT();
  const form = useZodForm(HoursDraft, { defaultValues: { windows: windowsText(props.windows) } });
  return (
    <Form
      form={form}
      label={t('calendar.windows')}
      onSubmit={async ({ windows }) => props.onKeep(readWindows(windows) ?? [])}
    >
      <HoursField />
      <Keep />
    </Form>
  );
}

/** A day that differs: a holiday, a typhoon's day off, a make-up working day. */
export function DateForm(props: { onKeep(date: string, day: SpecialDay): void }) {
  const t = useT();
  const form = useZodForm(DateDraft, { defaultValues: { date: '', name: '', windows: '' } });
  return (
    <Form
      form={form}
      label={t('calendar.addDate')}
      onSubmit={async ({ date, name, windows }) =>
        props.onKeep(date, { name, windows: readWindows(windows) ?? [] })
      }
    >
      <FormTextField name="date" type="date" label={t('calendar.date')} />
      <FormTextField
        name="name"
        label={t('calendar.name')}
        description={t('calendar.form.name.hint')}
      />
      <HoursField />
      <Keep />
    </Form>
  );
}

function HoursField() {
  const t = useT();
  return (
    <FormTextField
      name="windows"
      label={t('calendar.form.windows')}
      description={t('calendar.form.windows.hint')}
    />
  );
}

function Keep() {
  const t = useT();
  return (
    <FormActions>
      <Button type="submit" variant="primary">
        {t('calendar.form.keep')}
      </Button>
    </FormActions>
  );
}
