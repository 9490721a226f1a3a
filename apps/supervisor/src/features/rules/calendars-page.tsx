import { EmptyState, QueryView } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { CalendarEditor } from './calendar-editor.tsx';
import { RulesShell } from './rules-shell.tsx';
import { useCalendars } from './use-rules.ts';

/** The working calendars: each week's hours and the days that differ, published as new versions. */
export function CalendarsPage() {
  const t = useT();
  const calendars = useCalendars();
  return (
    <RulesShell title={t('calendar.title')}>
      <QueryView query={calendars}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState>{t('calendar.none')}</EmptyState>
          ) : (
            all.map((one) => <CalendarEditor key={one.code} calendar={one} />)
          )
        }
      </QueryView>
    </RulesShell>
  );
}
