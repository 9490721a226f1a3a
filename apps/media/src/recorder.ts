import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { OpusFileWriter, packetTicks, SILENT_FRAME } from '@1999/sound';
import { now } from './clock.ts';
import { fillUp, newTimeline, placePacket } from './domain/recording-timeline.ts';
import { TICKS_PER_MS } from './domain/rtp-continuity.ts';

/** Late packets still find their place this long. */
const LATE_MS = 400;
/** More than this not yet on disk: the disk does not keep up, the recording is given up. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

export type RecordedFile = { file: string; durationMs: number; bytes: number; complete: boolean };

/** Writes what one leg says to an Ogg Opus file; where nothing is said, silence is written. */
export class Recorder {
  readonly #file: string;
  readonly #stream: WriteStream;
  readonly #writer = new OpusFileWriter(randomBytes(4).readUInt32LE());
  readonly #timeline = newTimeline();
  readonly startedAt: number;
  #failed = false;

  /** Begins the file `file` below `folder` at the moment `startedAt`. */
  constructor(folder: string, file: string, startedAt: number) {
    this.#file = file;
    this.startedAt = startedAt;
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#stream = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
    this.#stream.on('error', () => {
      this.#failed = true;
    });
    this.#put(this.#writer.head());
  }

  /** A packet of the leg's voice. One that is no Opus is left out. */
  write(stream: number, timestamp: number, payload: Uint8Array): void {
    let ticks: number;
    try {
      ticks = packetTicks(payload);
    } catch {
      return;
    }
    const packet = { stream, timestamp, ticks };
    const place = placePacket(this.#timeline, packet, now() - this.startedAt);
    if (!place) return;
    this.#silence(place.silentFrames);
    this.#put(this.#writer.add(payload));
  }

  /** Writes the silence so far; called about once a second. */
  keepUp(): void {
    this.#silence(fillUp(this.#timeline, now() - this.startedAt, LATE_MS));
  }

  /** Ends the file at this moment and waits until it is on the disk. Never throws. */
  async end(): Promise<RecordedFile> {
    this.#silence(fillUp(this.#timeline, now() - this.startedAt, 0));
    this.#put(this.#writer.end());
    const durationMs = this.#timeline.written / TICKS_PER_MS;
    await new Promise<void>((resolve) => {
      this.#stream.once('close', resolve);
      if (this.#stream.closed) resolve();
      this.#stream.end();
    });
    const bytes = this.#stream.bytesWritten;
    return { file: this.#file, durationMs, bytes, complete: !this.#failed };
  }

  #silence(frames: number): void {
    for (let frame = 0; frame < frames; frame += 1) this.#put(this.#writer.add(SILENT_FRAME));
  }

  #put(page: Buffer | null): void {
    if (!page || this.#failed) return;
    if (this.#stream.writableLength > MOST_WAITING_BYTES) this.#failed = true;
    else this.#stream.write(page);
  }
}
