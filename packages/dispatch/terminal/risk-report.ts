import {
  RISK_LEAST_OF_EACH as LEAST_OF_EACH,
  RISK_LEAST_ORDERS as LEAST_ORDERS,
  type RiskModelView,
  type RiskReason,
} from '../contract.ts';

const reasons: Record<RiskReason, string> = {
  neverTrained: '還沒有訓練過 It has never been trained: npm run risk -- train',
  tooFewOrders: `已到期的派工單少於 ${LEAST_ORDERS} 件 Fewer than ${LEAST_ORDERS} orders have come due`,
  tooFewMisses: `逾期太少（全部至少 ${LEAST_OF_EACH} 件，其中一半在切分之前） Too few misses (${LEAST_OF_EACH} in all, half of them before the split)`,
  tooFewMet: `如期太少（全部至少 ${LEAST_OF_EACH} 件，其中一半在切分之前） Too few kept (${LEAST_OF_EACH} in all, half of them before the split)`,
  notBetter:
    '在較晚的派工單上沒有明顯勝過單一逾期率 It did not clearly beat the base rate on the later orders',
};

/** A training in words and figures for a terminal: on or off and why, Brier scores, calibration. */
export function riskReport(model: RiskModelView): string {
  const { state, reason, trainedAt, rows, misses, brier, baseBrier, calibration } = model;
  const lines = [
    state === 'on' ? '✓ 逾期風險：開 Risk of missing: on' : '✗ 逾期風險：關 Risk of missing: off',
  ];
  if (reason) lines.push(`  原因 Why: ${reasons[reason]}`);
  if (trainedAt) {
    lines.push(`  訓練 Trained: ${trainedAt}`, `  派工單 Orders: ${rows}，逾期 missed: ${misses}`);
  }
  if (model.historyFrom) lines.push(`  期間 From ${model.historyFrom} to ${model.historyTo}`);
  if (brier === null || baseBrier === null) return lines.join('\n');
  lines.push(
    `  切分 Fitted before, checked from: ${model.splitAt}`,
    `  Brier ${brier.toFixed(5)}，單一逾期率 base rate ${baseBrier.toFixed(5)}`,
    '',
    '  預測 told      件數 orders   平均預測 mean   實際逾期 missed',
    ...calibration.map(
      (bin) =>
        `  ${`${bin.from * 100}–${bin.to * 100} %`.padEnd(14)} ${String(bin.orders).padStart(9)}   ${percent(bin.predicted).padStart(13)}   ${percent(bin.seen).padStart(15)}`,
    ),
  );
  return lines.join('\n');
}

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
