import type { Figure } from './figures.ts';

const HEADS = ['', 'value', 'unit', 'reference', '×', 'runs', 'the reference'] as const;
const TEXT_COLUMNS = new Set([0, 2, 6]);

/** The figures as one table for the terminal: words to the left, numbers to the right. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    shortNumber(figure.value),
    figure.unit,
    shortNumber(figure.reference),
    shortNumber(figure.ratio),
    String(figure.runs),
    figure.referenceName,
  ]);
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return TEXT_COLUMNS.has(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(HEADS), rule, ...rows.map(line)].join('\n');
}

/** Three figures that count: 0.0123, 1.23, 12.3, 1,234. */
export function shortNumber(value: number): string {
  return value.toLocaleString('en', {
    maximumSignificantDigits: 3,
    minimumSignificantDigits: 3,
    roundingPriority: 'morePrecision',
    maximumFractionDigits: 0,
    minimumFractionDigits: 0,
  });
}
