import { parseArgs } from 'node:util';

/** Every benchmark by the name `--only` takes, in the order in which they run. */
export const BENCHES = [
  'event-to-paint',
  'intake',
  'nearest-orders',
  'deadline-lateness',
  'deadline-instant',
  'due-jobs',
  'call-lifecycle',
  'media',
  'knowledge',
] as const;
export type BenchName = (typeof BENCHES)[number];

export interface Arguments {
  readonly benches: readonly BenchName[];
  /** Where to write the figures as JSON, beside the table. */
  readonly json: string | undefined;
  /** With as many rows around as the figures are promised for, which takes minutes to fill. */
  readonly full: boolean;
}

/** A wrong command line, in words for the terminal. */
export class UsageError extends Error {}

const USAGE = `npm run bench -- [--only ${BENCHES.join('|')}]… [--json FILE] [--full]`;

/** Reads the command line; `--only` may be repeated. @throws UsageError. */
export function readArguments(words: readonly string[]): Arguments {
  const { only = [], json, full = false } = parse(words);
  const unknown = only.filter((name) => !BENCHES.includes(name as BenchName));
  if (unknown.length > 0)
    throw new UsageError(`No such benchmark: ${unknown.join(', ')}\n${USAGE}`);
  const benches = BENCHES.filter((name) => only.length === 0 || only.includes(name));
  return { benches, json, full };
}

function parse(words: readonly string[]): { only?: string[]; json?: string; full?: boolean } {
  try {
    return parseArgs({
      args: [...words],
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        full: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
