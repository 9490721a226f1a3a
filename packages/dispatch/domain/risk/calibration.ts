import type { RiskBin } from '../../contract.ts';

/** A chance that was told, and what then happened. */
export interface Told {
  readonly chance: number;
  readonly missed: boolean;
}

const BINS = 10;

/** Mean squared distance of the chances from what happened: 0 is perfect. NaN for nothing told. */
export function brier(told: readonly Told[]): number {
  return mean(told.map(({ chance, missed }) => (chance - (missed ? 1 : 0)) ** 2));
}

/** In ten parts of equal width: how many were told so, their mean chance, and how many missed. */
export function calibrationOf(told: readonly Told[]): RiskBin[] {
  return Array.from({ length: BINS }, (_, index) => {
    const here = told.filter(({ chance }) => binOf(chance) === index);
    return {
      from: index / BINS,
      to: (index + 1) / BINS,
      orders: here.length,
      predicted: here.length ? mean(here.map(({ chance }) => chance)) : null,
      seen: here.length ? mean(here.map(({ missed }) => (missed ? 1 : 0))) : null,
    };
  });
}

const binOf = (chance: number) => Math.min(BINS - 1, Math.floor(chance * BINS));

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
