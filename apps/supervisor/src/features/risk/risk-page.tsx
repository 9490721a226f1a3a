import type { RiskBin, RiskModelView } from '@1999/dispatch/contract';
import { Banner, Facts, QueryView, Table, Time, useRiskReason } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { RulesShell } from '../rules/rules-shell.tsx';
import { useRiskModel } from './use-risk-model.ts';

/** Whether chances of missing are shown, on what they rest, and how well they held. */
export function RiskPage() {
  const t = useT();
  const model = useRiskModel();
  return (
    <RulesShell title={t('risk.title')}>
      <QueryView query={model}>
        {(seen) => (
          <>
            <State model={seen} />
            <p>{t('risk.meaning')}</p>
            <Basis model={seen} />
            {seen.calibration.length > 0 && <Calibration bins={seen.calibration} />}
          </>
        )}
      </QueryView>
    </RulesShell>
  );
}

function State({ model: { state, reason } }: { model: RiskModelView }) {
  const t = useT();
  const why = useRiskReason();
  return (
    <Banner tone={state === 'on' ? 'success' : 'info'} title={t(`risk.${state}`)}>
      {reason && <p>{why(reason)}</p>}
    </Banner>
  );
}

function Basis({ model }: { model: RiskModelView }) {
  const t = useT();
  const { trainedAt, historyFrom, historyTo, splitAt, rows, misses, brier, baseBrier } = model;
  if (!trainedAt) return null;
  const score = (value: number) => value.toFixed(4);
  return (
    <Facts
      items={[
        { name: t('risk.trainedAt'), value: <Time at={trainedAt} /> },
        { name: t('risk.rows'), value: t('risk.rows.of', { rows, misses }) },
        ...(historyFrom && historyTo
          ? [
              { name: t('risk.from'), value: <Time at={historyFrom} shape="date" /> },
              { name: t('risk.to'), value: <Time at={historyTo} shape="date" /> },
            ]
          : []),
        ...(splitAt ? [{ name: t('risk.split'), value: <Time at={splitAt} /> }] : []),
        ...(brier !== null && baseBrier !== null
          ? [
              { name: t('risk.brier'), value: score(brier) },
              { name: t('risk.base'), value: score(baseBrier) },
            ]
          : []),
      ]}
    />
  );
}

/** What was told beside what was seen, on the orders after the split. */
function Calibration({ bins }: { bins: readonly RiskBin[] }) {
  const t = useT();
  const share = (value: number | null) =>
    value === null ? t('risk.none') : t('rules.percent', { percent: (value * 100).toFixed(1) });
  return (
    <Table
      caption={t('risk.calibration')}
      tight
      rows={bins}
      rowId={({ from }) => String(from)}
      columns={[
        {
          id: 'told',
          header: t('risk.told'),
          isRowHeader: true,
          cell: ({ from, to }) =>
            t('risk.range', { from: Math.round(from * 100), to: Math.round(to * 100) }),
        },
        { id: 'orders', header: t('risk.orders'), align: 'end', cell: ({ orders }) => orders },
        {
          id: 'predicted',
          header: t('risk.predicted'),
          align: 'end',
          cell: ({ predicted }) => share(predicted),
        },
        { id: 'seen', header: t('risk.seen'), align: 'end', cell: ({ seen }) => share(seen) },
      ]}
    />
  );
}
