import process from 'node:process';
import { table } from './domain/reconcile.ts';
import { readOptions, UsageError } from './options.ts';
import { CannotSimulate, simulate } from './simulate.ts';

const LARGEST_SEED = 2 ** 32;
const SAME_SIGNAL_MS = 1_000;

/** `npm run simulate`: exit code 0 when ledger and system are equal, 1 when not. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  const seed = options.seed ?? Temporal.Now.instant().epochMilliseconds % LARGEST_SEED;
  const stop = new AbortController();
  let askedAt: number | undefined;
  const onSignal = () => {
    // One Ctrl-C may come twice, from the terminal and from the program that started this one.
    if (askedAt !== undefined && performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(130);
    askedAt ??= performance.now();
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('disconnect', () => stop.abort());
  const say = (words: string) => console.log(words);
  say(`${options.url} · seed ${seed}${options.seconds ? '' : ' · Ctrl-C 結束 ends it'}`);
  const { lines, anotherDay } = await simulate(options, seed, stop, say);
  say(`\n${table(lines)}\n`);
  if (anotherDay) {
    say('期間跨日，今日統計不可比。The day changed meanwhile; the board counts from midnight.');
    return 0;
  }
  const equal = lines.every((line) => line.equal);
  say(equal ? '✓ 帳本與系統一致 equal' : '✗ 帳本與系統不一致 not equal');
  return equal ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const plain = error instanceof UsageError || error instanceof CannotSimulate;
    console.error(plain ? (error as Error).message : error);
    process.exit(plain ? 2 : 1);
  },
);
