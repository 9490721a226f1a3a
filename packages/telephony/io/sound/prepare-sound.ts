import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError, Invalid } from '@1999/platform';
import { LEAST_SOUND_SECONDS, MOST_SOUND_SECONDS } from '../../contract/sound.ts';
import type { Converted } from './convert-sound.ts';
import type { RefusalCode } from './sound-refused.ts';

const FINISH_WITHIN_MS = 25_000;
/** So many uploads may wait for their turn; the next one is asked to come again. */
const MOST_WAITING = 4;

/** An uploaded sound in both forms, ready to be stored. */
export class PreparedSound {
  readonly wave: Buffer;
  readonly opus: Buffer;
  readonly durationMs: number;
  /** Of the file as it was sent. */
  readonly sha256: Buffer;

  constructor({ wave, opus, durationMs }: Converted, sent: Buffer) {
    this.wave = Buffer.from(wave);
    this.opus = Buffer.from(opus);
    this.durationMs = durationMs;
    this.sha256 = createHash('sha256').update(sent).digest();
  }

  /** Stands for the bytes where a command's input is compared with a repeat of it. */
  toJSON(): string {
    return this.sha256.toString('hex');
  }
}

const refusals: Readonly<Record<RefusalCode, () => AppError>> = {
  not_a_sound: () =>
    new AppError(415, 'not_a_sound', 'Send a WAV, MP3 or Ogg Opus file.', { field: 'file' }),
  sound_broken: () =>
    new Invalid('sound_broken', 'The sound cannot be read to its end; save it anew.', 'file'),
  sound_too_long: () =>
    new Invalid('sound_too_long', `No longer than ${MOST_SOUND_SECONDS} seconds.`, 'file'),
  sound_too_short: () =>
    new Invalid('sound_too_short', `At least ${LEAST_SOUND_SECONDS} seconds.`, 'file'),
  sound_silent: () =>
    new Invalid('sound_silent', 'There is nothing to be heard in it; record it anew.', 'file'),
};

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Makes a sound out of an uploaded file, in a thread of its own so that calls go on meanwhile; one
 * at a time, because it is heavy. @throws AppError 415, 503 `sound_busy`; Invalid.
 */
export async function prepareSound(sent: Buffer): Promise<PreparedSound> {
  if (waiting >= MOST_WAITING) {
    throw new AppError(503, 'sound_busy', 'Other sounds are being prepared; try again.', {
      retryAfterSeconds: 5,
    });
  }
  waiting += 1;
  const turn = last.then(() => inWorker(sent));
  last = turn.catch(() => undefined);
  try {
    const { converted, refused } = await turn;
    if (converted) return new PreparedSound(converted, sent);
    throw refusals[refused ?? 'sound_broken']();
  } finally {
    waiting -= 1;
  }
}

interface Answer {
  readonly converted?: Converted;
  readonly refused?: RefusalCode;
}

/** Never throws: a thread that dies or does not come to an end had a file it could not read. */
async function inWorker(sent: Buffer): Promise<Answer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: sent });
  try {
    const signal = AbortSignal.timeout(FINISH_WITHIN_MS);
    const [answer] = await once(worker, 'message', { signal });
    return answer as Answer;
  } catch {
    return { refused: 'sound_broken' };
  } finally {
    await worker.terminate();
  }
}
