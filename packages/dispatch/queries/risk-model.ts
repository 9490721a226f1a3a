import type { Reader } from '@1999/platform';
import { desc } from 'drizzle-orm';
import type { RiskModelView } from '../contract.ts';
import { riskModels } from '../io/tables.ts';

/** The newest model of the risk of missing, or that there has been none yet. */
export async function riskModelView(reader: Reader): Promise<RiskModelView> {
  const [newest] = await reader
    .select()
    .from(riskModels)
    .orderBy(desc(riskModels.trainedAt), desc(riskModels.id))
    .limit(1);
  const { state, rows, misses, brier, baseBrier, calibration } = newest ?? NONE;
  return {
    state,
    reason: newest ? newest.reason : 'neverTrained',
    trainedAt: newest?.trainedAt.toString() ?? null,
    historyFrom: newest?.historyFrom?.toString() ?? null,
    historyTo: newest?.historyTo?.toString() ?? null,
    splitAt: newest?.splitAt?.toString() ?? null,
    rows,
    misses,
    brier,
    baseBrier,
    calibration,
  };
}

const NONE = {
  state: 'off',
  rows: 0,
  misses: 0,
  brier: null,
  baseBrier: null,
  calibration: [],
} as const satisfies Partial<RiskModelView>;
