import type { Roster, Shift } from '@1999/routing/contract';
import {
  Banner,
  Button,
  ConfirmDialog,
  formatTime,
  Page,
  QueryView,
  Table,
  Time,
  useLocaleChoice,
  webClock,
} from '@1999/web-kit';
import { useMemo, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useFindingWords } from './finding-words.ts';
import { HandoverSection } from './handover-section.tsx';
import { LeaveForm } from './leave-form.tsx';
import './roster.css';
import { type RosterDay, weekFrom } from './roster-week.ts';
import { ShiftForm } from './shift-form.tsx';
import { SkillsSection } from './skills-section.tsx';
import { useRoster, useRosterChanges } from './use-roster.ts';

/** The agents' week: shifts, leave, and where the rules of rest are not kept. */
export function RosterPage() {
  const t = useT();
  const [weeks, setWeeks] = useState(0);
  const days = useMemo(() => weekFrom(webClock.nowMs(), weeks), [weeks]);
  const roster = useRoster(days[0]?.from ?? '', days.at(-1)?.to ?? '');
  return (
    <Page title={t('shifts.title')} width="wide">
      <nav className="roster-weeks" aria-label={t('shifts.weeks')}>
        <Button onPress={() => setWeeks(weeks - 1)}>{t('shifts.before')}</Button>
        <Button onPress={() => setWeeks(0)} isDisabled={weeks === 0}>
          {t('shifts.this')}
        </Button>
        <Button onPress={() => setWeeks(weeks + 1)}>{t('shifts.after')}</Button>
      </nav>
      <QueryView query={roster}>
        {(told) => (
          <>
            <Findings roster={told} />
            <Week days={days} roster={told} />
            <div className="roster-forms">
              <ShiftForm key={days[0]?.date} agents={told.agents} days={days} />
              <LeaveForm key={`leave ${days[0]?.date}`} roster={told} days={days} />
            </div>
          </>
        )}
      </QueryView>
      <SkillsSection />
      <HandoverSection />
    </Page>
  );
}

function Findings({ roster }: { roster: Roster }) {
  const t = useT();
  const words = useFindingWords();
  const nameOf = useNames(roster);
  if (roster.findings.length === 0) {
    return roster.shifts.length > 0 ? <Banner tone="success" title={t('shifts.kept')} /> : null;
  }
  const grave = roster.findings.some(({ severity }) => severity === 'forbidden');
  return (
    <Banner
      tone={grave ? 'error' : 'warning'}
      title={t('shifts.findings', { count: roster.findings.length })}
    >
      <ul>
        {roster.findings.map((finding) => (
          <li key={`${finding.rule} ${finding.shiftId} ${finding.at}`}>
            {t(`shifts.${finding.severity}`)} {nameOf(finding.agentId)}{' '}
            <Time at={finding.at} shape="dayTime" /> {words(finding)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Week({ days, roster }: { days: readonly RosterDay[]; roster: Roster }) {
  const t = useT();
  const { locale } = useLocaleChoice();
  const changes = useRosterChanges();
  const [leaving, setLeaving] = useState<Shift | null>(null);
  const nameOf = useNames(roster);
  const at = (moment: string) => formatTime(moment, 'time', locale);
  const on = <One extends { agentId: string; startsAt: string }>(
    all: readonly One[],
    agentId: string,
    day: RosterDay,
  ) =>
    all.filter(
      (one) => one.agentId === agentId && one.startsAt >= day.from && one.startsAt < day.to,
    );
  const bad = new Set(
    roster.findings.filter((one) => one.severity === 'forbidden').map(({ shiftId }) => shiftId),
  );
  return (
    <>
      <Table
        caption={t('shifts.table')}
        tight
        rows={roster.agents}
        rowId={({ id }) => id}
        empty={t('shifts.nobody')}
        columns={[
          { id: 'agent', header: t('column.agent'), isRowHeader: true, cell: ({ name }) => name },
          ...days.map((day) => ({
            id: day.date,
            header: formatTime(day.from, 'weekdayShort', locale),
            cell: ({ id, name }: Roster['agents'][number]) => (
              <>
                {on(roster.shifts, id, day).map((shift) => (
                  <Button
                    key={shift.id}
                    variant="quiet"
                    aria-label={t('shifts.remove', {
                      name,
                      from: at(shift.startsAt),
                      to: at(shift.endsAt),
                    })}
                    onPress={() => setLeaving(shift)}
                  >
                    {bad.has(shift.id) && '⚠ '}
                    {at(shift.startsAt)}–{at(shift.endsAt)}
                  </Button>
                ))}
                {roster.leaves
                  .filter(
                    (one) => one.agentId === id && one.startsAt < day.to && one.endsAt > day.from,
                  )
                  .map((leave) => (
                    <span key={leave.id}>{t(`leave.${leave.kind}`)}</span>
                  ))}
              </>
            ),
          })),
        ]}
      />
      <ConfirmDialog
        isOpen={leaving !== null}
        title={t('shifts.remove.question')}
        confirmLabel={t('shifts.remove.yes')}
        danger
        onConfirm={() => {
          if (leaving) changes.removeShift.mutate(leaving.id);
          setLeaving(null);
        }}
        onCancel={() => setLeaving(null)}
      >
        {leaving && (
          <p>
            {nameOf(leaving.agentId)} <Time at={leaving.startsAt} shape="dayTime" /> –{' '}
            <Time at={leaving.endsAt} shape="dayTime" />
            {leaving.overrideReason &&
              ` ${t('shifts.overridden', { reason: leaving.overrideReason })}`}
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}

function useNames(roster: Roster): (id: string) => string {
  return (id) => roster.agents.find((agent) => agent.id === id)?.name ?? '';
}
