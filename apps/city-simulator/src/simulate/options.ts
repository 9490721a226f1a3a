import { parseArgs } from 'node:util';
import { z } from 'zod';

/** The command line is not understood; the message is for the terminal. */
export class UsageError extends Error {}

export const USAGE = `用法 usage:
  npm run simulate -- [--url http://localhost:1999] [--calls-per-minute 6] [--agents 4]
                      [--seconds N] [--seed N] [--drain-seconds 90]
  npm run simulate -- --dispatch FILE.csv [--speed 600] [--url …] [--agents 4] [--seed N]`;

const number = (least: number, most: number) => z.coerce.number().min(least).max(most);

const Options = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  'calls-per-minute': number(0.1, 600),
  /** The demo city has six. */
  agents: number(1, 6).int(),
  seconds: number(1, 31_536_000).optional(),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).optional(),
  'drain-seconds': number(0, 3_600),
  dispatch: z.string().min(1).optional(),
  speed: number(1, 1_000_000),
});
export type Options = z.output<typeof Options>;

/** What the command line asks for. @throws UsageError */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const open = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: text(env.PUBLIC_URL || `http://localhost:${env.PORT || 1999}`),
        'calls-per-minute': text('6'),
        agents: text('4'),
        seconds: open,
        seed: open,
        'drain-seconds': text('90'),
        dispatch: open,
        speed: text('600'),
      },
    });
    return Options.parse(values);
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UsageError(`${message}\n${USAGE}`);
  }
}
