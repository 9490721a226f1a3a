import { randomBytes, randomUUID } from 'node:crypto';
import { startTicker } from '../../apps/media/src/ticker.ts';
import type { MediaProcess } from '../../apps/media/test/media-process.ts';
import { nodeBrowser } from '../../apps/media/test/node-browser.ts';
import { pause } from './bench.ts';

/** As many bytes as 20 ms of speech at 32 kbit/s; the first byte makes it Opus of 20 ms. */
const speech = Buffer.concat([Buffer.from([0xf8]), randomBytes(79)]);

/** People's microphones are not in step with each other: they speak in so many turns of 20 ms. */
const TURNS = 10;
const TURN_MS = 2;

type Person = Awaited<ReturnType<typeof nodeBrowser>>;

/** Callers and agents without browsers, each pair in a recorded call, all talking all the time. */
export class MediaCallers {
  readonly #media: MediaProcess;
  readonly #people: Person[] = [];
  readonly #tickers: { stop(): void }[] = [];
  #talking = true;
  #sent = 0;

  private constructor(media: MediaProcess) {
    this.#media = media;
  }

  static async begin(media: MediaProcess): Promise<MediaCallers> {
    const callers = new MediaCallers(media);
    for (let turn = 0; turn < TURNS; turn++) {
      callers.#tickers.push(startTicker(() => callers.#speak(turn)));
      await pause(TURN_MS);
    }
    return callers;
  }

  get calls(): number {
    return this.#people.length / 2;
  }

  /** Packets said so far, and packets heard by the other one. */
  get packets(): { readonly sent: number; readonly received: number } {
    const received = this.#people.reduce((sum, person) => sum + person.received(), 0);
    return { sent: this.#sent, received };
  }

  /** One more call that goes on to the end. */
  async addCall(): Promise<void> {
    const { people } = await joinCall(this.#media);
    this.#people.push(...people);
  }

  /** Everybody is silent from now on, or talks again. */
  talk(talking: boolean): void {
    this.#talking = talking;
  }

  async close(): Promise<void> {
    for (const ticker of this.#tickers) ticker.stop();
    await Promise.all(this.#people.map((person) => person.close()));
  }

  #speak(turn: number): void {
    if (!this.#talking) return;
    for (let at = turn; at < this.#people.length; at += TURNS) {
      this.#people[at]?.speak(speech);
      this.#sent += 1;
    }
  }
}

/** Two people join a call, are bridged and recorded. */
async function joinCall(media: MediaProcess): Promise<{ callId: string; people: Person[] }> {
  const callId = randomUUID();
  const legs: [string, string] = [randomUUID(), randomUUID()];
  const people: Person[] = [];
  for (const legId of legs) {
    const person = await nodeBrowser();
    const { body } = await media.offer(legId, { callId, kind: 'caller', sdp: person.sdp });
    await person.accept((body as { sdp: string }).sdp);
    people.push(person);
  }
  await media.command(callId, { type: 'bridge', legs });
  await media.command(callId, { type: 'record', recordingId: randomUUID(), legs });
  return { callId, people };
}

/** Two people join, say a word and leave: two joins. */
export async function shortCall(media: MediaProcess): Promise<void> {
  const { callId, people } = await joinCall(media);
  for (const person of people) person.speak(speech);
  await media.command(callId, { type: 'hangup' });
  await Promise.all(people.map((person) => person.close()));
}
