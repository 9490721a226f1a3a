import type { Expectation, QueueForecast } from '@1999/routing/contract';
import { Banner, Facts, Page, QueryView, Select, Table, Time } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import './queue.css';
import { RoutingRulesForm } from './routing-rules-form.tsx';
import { SeatsChart } from './seats-chart.tsx';
import { useQueueForecast } from './use-queue.ts';

const spans = ['4', '8', '12', '24'] as const;

/** How long callers wait now and in the hours to come, and how many seats that asks for. */
export function QueuePage() {
  const t = useT();
  const [hours, setHours] = useState<(typeof spans)[number]>('8');
  const forecast = useQueueForecast(Number(hours));
  return (
    <Page
      title={t('queue.title')}
      width="wide"
      aside={
        <Select
          label={t('queue.hours')}
          options={spans.map((id) => ({ id, label: t('queue.hours.next', { hours: Number(id) }) }))}
          value={hours}
          onChange={(id) => id && setHours(id)}
        />
      }
    >
      <QueryView query={forecast}>
        {(told) => (
          <>
            <Now told={told} />
            <SeatsChart hours={told.hours} />
            <Hours told={told} />
            <Measured told={told} />
          </>
        )}
      </QueryView>
      <RoutingRulesForm />
    </Page>
  );
}

function Now({ told }: { told: QueueForecast }) {
  const t = useT();
  const { now, target } = told;
  const expected = useExpected();
  const short = now.seatsNeeded - now.seats;
  const promise = {
    share: Math.round(target.share * 100),
    seconds: target.seconds,
  };
  return (
    <>
      {now.seats === 0 && now.callsPerHour === 0 ? (
        <Banner tone="info" title={t('queue.quiet')} />
      ) : short > 0 ? (
        <Banner tone="warning" title={t('queue.short', { count: short, ...promise })} />
      ) : (
        <Banner tone="success" title={t('queue.enough', promise)} />
      )}
      <Facts
        items={[
          { name: t('queue.seats'), value: now.seats },
          { name: t('queue.needed'), value: now.seatsNeeded },
          { name: t('queue.waiting'), value: now.waiting },
          { name: t('queue.perHour'), value: now.callsPerHour.toFixed(1) },
          ...expected(now.expected),
        ]}
      />
    </>
  );
}

/** What callers may expect, in words. */
function useExpected() {
  const t = useT();
  return (told: Expectation) => [
    {
      name: t('queue.meanWait'),
      value:
        told.meanWaitSeconds === null
          ? t('queue.endless')
          : t('queue.seconds', { seconds: Math.round(told.meanWaitSeconds) }),
    },
    { name: t('queue.inTime'), value: percent(told.answeredInTime) },
    { name: t('queue.abandon'), value: percent(told.abandonShare) },
    { name: t('queue.occupancy'), value: percent(told.occupancy) },
  ];
}

function Hours({ told }: { told: QueueForecast }) {
  const t = useT();
  return (
    <Table
      caption={t('queue.table')}
      rows={told.hours}
      rowId={({ from }) => from}
      columns={[
        {
          id: 'hour',
          header: t('queue.hour'),
          isRowHeader: true,
          cell: ({ from }) => <Time at={from} shape="dayTime" />,
        },
        {
          id: 'calls',
          header: t('queue.calls'),
          align: 'end',
          cell: ({ calls }) => calls.toFixed(1),
        },
        {
          id: 'basis',
          header: t('queue.basis'),
          cell: ({ basis, samples }) => t(`queue.basis.${basis}`, { samples }),
        },
        { id: 'needed', header: t('queue.needed'), align: 'end', cell: (row) => row.seatsNeeded },
        {
          id: 'rostered',
          header: t('queue.rostered'),
          align: 'end',
          cell: (row) => row.seatsRostered.toFixed(1),
        },
        {
          id: 'short',
          header: t('queue.shortfall'),
          align: 'end',
          cell: ({ seatsNeeded, seatsRostered }) => {
            const short = Math.ceil(seatsNeeded - seatsRostered);
            return short > 0 ? <strong>{t('queue.shortBy', { count: short })}</strong> : '–';
          },
        },
        {
          id: 'wait',
          header: t('queue.meanWait'),
          align: 'end',
          cell: ({ expected }) =>
            expected.meanWaitSeconds === null
              ? t('queue.endless')
              : t('queue.seconds', { seconds: Math.round(expected.meanWaitSeconds) }),
        },
        {
          id: 'inTime',
          header: t('queue.inTime'),
          align: 'end',
          cell: ({ expected }) => percent(expected.answeredInTime),
        },
        {
          id: 'abandon',
          header: t('queue.abandon'),
          align: 'end',
          cell: ({ expected }) => percent(expected.abandonShare),
        },
      ]}
    />
  );
}

/** On what the forecast rests, so that nobody takes it for more than it is. */
function Measured({ told }: { told: QueueForecast }) {
  const t = useT();
  const { measured, dayFactor } = told;
  return (
    <section>
      <h2>{t('queue.measured')}</h2>
      {measured.handledCalls === 0 && <Banner tone="info" title={t('queue.assumed')} />}
      <Facts
        items={[
          { name: t('queue.handled'), value: measured.handledCalls },
          {
            name: t('queue.handling'),
            value: t('queue.seconds', { seconds: Math.round(measured.handlingSeconds) }),
          },
          { name: t('queue.abandoned'), value: measured.abandonedCalls },
          {
            name: t('queue.patience'),
            value:
              measured.patienceSeconds === null
                ? t('queue.patience.none')
                : t('queue.seconds', { seconds: Math.round(measured.patienceSeconds) }),
          },
          { name: t('queue.dayFactor'), value: dayFactor.toFixed(2) },
          ...(measured.historyFrom
            ? [{ name: t('queue.since'), value: <Time at={measured.historyFrom} shape="date" /> }]
            : []),
        ]}
      />
      <p className="muted">{t('queue.method')}</p>
    </section>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
