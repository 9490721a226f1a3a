import { type CalendarView, RulePreview } from '@1999/dispatch/contract';
import {
  api,
  Banner,
  Button,
  Card,
  Dialog,
  Facts,
  Select,
  Table,
  Time,
  toast,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { type CalendarDraft, daysChanged, NO_CHANGE, withDraft } from './calendar-draft.ts';
import { DateForm, HoursForm } from './day-forms.tsx';
import { usePolicyWords } from './policy-words.ts';
import { PreviewButton } from './preview-button.tsx';
import { useKeptDraft } from './use-kept-draft.ts';
import { windowsText } from './windows-text.ts';

const WEEK = ['1', '2', '3', '4', '5', '6', '7'] as const;
type Weekday = (typeof WEEK)[number];

/** One calendar; what is changed stays a draft until it is published as the next version. */
export function CalendarEditor({ calendar }: { calendar: CalendarView }) {
  const t = useT();
  const words = usePolicyWords();
  const { code, version } = calendar;
  const [draft, setDraft] = useKeptDraft(code);
  const shown = withDraft(calendar, draft);
  return (
    <Card title={t('calendar.heading', { name: words.calendar(code), version })}>
      <Facts
        items={[
          { name: t('calendar.publishedAt'), value: <Time at={calendar.publishedAt} /> },
          { name: t('rules.for'), value: t('calendar.open', { n: calendar.openClocks }) },
        ]}
      />
      {daysChanged(draft) > 0 && (
        <Publish calendar={calendar} draft={draft} onEmpty={() => setDraft(NO_CHANGE)} />
      )}
      <WeekTable
        week={shown.week}
        onChange={(day, windows) =>
          setDraft((before) => ({ ...before, week: { ...before.week, [day]: windows } }))
        }
      />
      <DatesTable
        dates={shown.dates}
        publishedAt={calendar.publishedAt}
        onChange={(date, day) =>
          setDraft((before) => ({ ...before, dates: { ...before.dates, [date]: day } }))
        }
      />
    </Card>
  );
}

function Publish(props: { calendar: CalendarView; draft: CalendarDraft; onEmpty(): void }) {
  const { calendar, draft } = props;
  const t = useT();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const version = calendar.version + 1;
  const body = { code: calendar.code, basedOn: calendar.version, ...withDraft(calendar, draft) };
  const publish = useMutation({
    mutationFn: () => api.post('/api/dispatch/calendars', { body }),
    onSuccess: async () => {
      toast(t('calendar.published', { version }), 'success');
      props.onEmpty();
    },
    // Refused where somebody was faster: the changes then stand on theirs.
    onSettled: () => queries.invalidateQueries({ queryKey: ['calendars'] }),
  });
  return (
    <Banner tone="warning" title={t('calendar.draft')}>
      <p>{t('calendar.draft.body', { n: daysChanged(draft) })}</p>
      <PreviewButton
        of={JSON.stringify(draft)}
        preview={() => api.post('/api/dispatch/calendars/preview', { body, schema: RulePreview })}
      />
      {publish.error && <p role="alert">{sentence(publish.error)}</p>}
      <div className="rules-actions">
        <Button variant="primary" isPending={publish.isPending} onPress={() => publish.mutate()}>
          {t('calendar.publish', { version })}
        </Button>
        <Button onPress={props.onEmpty}>{t('calendar.discard')}</Button>
      </div>
    </Banner>
  );
}

function WeekTable(props: {
  week: CalendarView['week'];
  onChange(day: Weekday, windows: CalendarView['week'][string]): void;
}) {
  const t = useT();
  const [open, setOpen] = useState<Weekday>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Table
        caption={t('calendar.week')}
        tight
        rows={WEEK}
        rowId={(day) => day}
        columns={[
          {
            id: 'day',
            header: t('calendar.weekday'),
            isRowHeader: true,
            cell: (day) => t(`calendar.day.${day}`),
          },
          {
            id: 'windows',
            header: t('calendar.windows'),
            cell: (day) => windowsText(props.week[day] ?? []) || t('calendar.closed'),
          },
          {
            id: 'do',
            header: t('rules.do'),
            cell: (day) => (
              <Button variant="quiet" onPress={() => setOpen(day)}>
                {t('calendar.edit', { day: t(`calendar.day.${day}`) })}
              </Button>
            ),
          },
        ]}
      />
      <Dialog
        isOpen={open !== undefined}
        onClose={close}
        title={open ? t('calendar.edit', { day: t(`calendar.day.${open}`) }) : ''}
      >
        {open && (
          <HoursForm
            windows={props.week[open] ?? []}
            onKeep={(windows) => {
              props.onChange(open, windows);
              close();
            }}
          />
        )}
      </Dialog>
    </>
  );
}

function DatesTable(props: {
  dates: CalendarView['dates'];
  publishedAt: string;
  onChange(date: string, day: CalendarView['dates'][string] | null): void;
}) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const years = [...new Set(Object.keys(props.dates).map((date) => date.slice(0, 4)))].sort();
  const published = props.publishedAt.slice(0, 4);
  const [chosen, setYear] = useState(published);
  const year = years.includes(chosen) ? chosen : (years.at(-1) ?? chosen);
  const rows = Object.entries(props.dates)
    .filter(([date]) => date.startsWith(year))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <div className="rules-actions">
        <Select
          label={t('calendar.year')}
          value={year}
          onChange={setYear}
          options={years.map((id) => ({ id, label: id }))}
        />
        <Button onPress={() => setAdding(true)}>{t('calendar.addDate')}</Button>
      </div>
      <Table
        caption={t('calendar.dates', { year })}
        tight
        rows={rows}
        rowId={([date]) => date}
        empty={t('calendar.dates.none')}
        columns={[
          { id: 'date', header: t('calendar.date'), isRowHeader: true, cell: ([date]) => date },
          { id: 'name', header: t('calendar.name'), cell: ([, day]) => day.name },
          {
            id: 'windows',
            header: t('calendar.windows'),
            cell: ([, day]) => windowsText(day.windows) || t('calendar.closed'),
          },
          {
            id: 'do',
            header: t('rules.do'),
            cell: ([date]) => (
              <Button variant="quiet" onPress={() => props.onChange(date, null)}>
                {t('calendar.remove', { date })}
              </Button>
            ),
          },
        ]}
      />
      <Dialog isOpen={adding} onClose={() => setAdding(false)} title={t('calendar.addDate')}>
        <DateForm
          onKeep={(date, day) => {
            props.onChange(date, day);
            setYear(date.slice(0, 4));
            setAdding(false);
          }}
        />
      </Dialog>
    </>
  );
}
