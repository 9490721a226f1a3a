import { randomUUIDv7 } from 'node:crypto';
import { FRAME_TICKS } from '@1999/sound';
import type {
  CallSnapshot,
  LegKind,
  LegOffer,
  MediaEvent,
  PlayedPrompt,
  PromptLanguage,
  RtpPlace,
  TrunkOffer,
} from '@1999/telephony/contract/media';
import { now } from './clock.ts';
import type { Config } from './config.ts';
import { newPlaylist, nextFrame, type Playlist, promptNow } from './domain/playlist.ts';
import * as routing from './domain/routing-table.ts';
import { legUnknown, Refusal } from './errors.ts';
import { Leg } from './leg.ts';
import type { Prompts } from './prompts.ts';
import { Recorder } from './recorder.ts';
import type { FetchSound } from './sounds.ts';

const MOST_LEGS = 8;
const MOST_RECORDINGS = 8;

export type CallSurroundings = {
  config: Config;
  prompts: Prompts;
  fetchSound: FetchSound;
  tell(event: MediaEvent): void;
};

type WithoutEnvelope<E> = E extends MediaEvent ? Omit<E, 'id' | 'callId' | 'seq' | 'atMs'> : never;
type Happening = WithoutEnvelope<MediaEvent>;
type CloseReason = 'hangup' | 'abandoned' | 'shutdown';
/** One recording: its legs' files, and when it began on the peer's clock. */
type Recording = { startedAt: number; paused: boolean; files: Map<string, Recorder> };
type PlayedList = Playlist['prompts'];
type Playing = {
  commandId: string;
  playlist: Playlist;
  frames: number;
  /** The leg whose coming ends it. */
  until: string | undefined;
};

/** One call: its legs, who hears whom, what plays to whom, what is recorded. */
export class Call {
  readonly id: string;
  readonly legs = new Map<string, Leg>();
  readonly table: routing.RoutingTable = new Map();
  readonly recordings = new Map<string, Recording>();
  /** When somebody was last here. */
  peopledAt = now();
  readonly #playing = new Map<string, Playing>();
  readonly #surroundings: CallSurroundings;
  #seq = 0;
  #closing: CloseReason | undefined;

  constructor(id: string, surroundings: CallSurroundings) {
    this.id = id;
    this.#surroundings = surroundings;
  }

  get playing(): number {
    return this.#playing.size;
  }

  /** Lets a browser in, or in again. @throws UnusableOffer, Refusal */
  async offer(legId: string, offer: LegOffer): Promise<string> {
    this.peopledAt = now();
    return this.#letIn(legId, offer.kind, (leg) => leg.offer(offer));
  }

  /** Lets a line of a trunk in. @throws Refusal */
  async openLine(legId: string, { kind, engine }: TrunkOffer): Promise<RtpPlace> {
    this.peopledAt = now();
    return this.#letIn(legId, kind, (leg) => leg.openLine(engine));
  }

  async #letIn<T>(legId: string, kind: LegKind, join: (leg: Leg) => Promise<T>): Promise<T> {
    const leg = this.legs.get(legId) ?? this.#newLeg(legId, kind);
    try {
      return await join(leg);
    } catch (error) {
      if (leg.neverCame) {
        this.legs.delete(legId);
        routing.removeLeg(this.table, legId);
      }
      throw error;
    }
  }

  /** The leg of that id. @throws Refusal when it is not in this call, naming the field. */
  leg(id: string, field: string): Leg {
    const leg = this.legs.get(id);
    if (!leg || leg.state === 'closed') throw legUnknown(field);
    return leg;
  }

  /** The frames of what is to be played; a sound that cannot be had gives way to its recording. */
  readyToPlay(prompts: readonly PlayedPrompt[], language: PromptLanguage): Promise<PlayedList> {
    const { prompts: recordings, fetchSound } = this.#surroundings;
    return Promise.all(
      prompts.map(async (one) => {
        if (typeof one === 'string') return { name: one, frames: recordings(language, one) };
        const frames = await fetchSound(one.sound);
        return frames
          ? { name: one.sound, frames }
          : { name: one.otherwise, frames: recordings(language, one.otherwise) };
      }),
    );
  }

  play(
    commandId: string,
    leg: Leg,
    list: PlayedList,
    { loop, until }: { loop: boolean; until: string | undefined },
  ): void {
    this.stopPlaying(leg.id, 'replaced');
    this.#playing.set(leg.id, { commandId, playlist: newPlaylist(list, loop), frames: 0, until });
    if (until && this.legs.get(until)?.state === 'connected') this.stopPlaying(leg.id, 'stopped');
  }

  stopPlaying(legId: string, outcome: 'finished' | 'stopped' | 'replaced'): void {
    const playing = this.#playing.get(legId);
    if (!playing) return;
    this.#playing.delete(legId);
    this.#tell({ type: 'played', legId, commandId: playing.commandId, outcome });
  }

  /** Sends the next 20 ms of every prompt. One that nobody can hear yet waits. */
  tick(): void {
    for (const [legId, playing] of this.#playing) {
      const leg = this.legs.get(legId);
      if (!leg?.ready) continue;
      const frame = nextFrame(playing.playlist);
      if (!frame) {
        this.stopPlaying(legId, 'finished');
        continue;
      }
      const seq = playing.frames & 0xffff;
      const timestamp = (playing.frames * FRAME_TICKS) >>> 0;
      leg.send('main', `play ${playing.commandId}`, { seq, timestamp, marker: false }, frame);
      playing.frames += 1;
    }
    for (const leg of this.legs.values()) leg.tick();
  }

  record(recordingId: string, legs: Leg[]): void {
    const known = this.recordings.get(recordingId);
    if (!known && this.recordings.size >= MOST_RECORDINGS) {
      throw new Refusal(409, 'too_many_recordings', 'too many recordings at once');
    }
    const startedAt = now();
    const recording = known ?? { startedAt, paused: false, files: new Map() };
    const { recordings } = this.#surroundings.config;
    try {
      for (const leg of legs) {
        if (recording.files.has(leg.id)) continue;
        const file = `${this.id}/${recordingId}.${leg.id}.opus`;
        recording.files.set(leg.id, new Recorder(recordings, file, startedAt));
      }
      this.recordings.set(recordingId, recording);
    } catch {
      throw new Refusal(507, 'recording_impossible', 'the recordings folder cannot be written');
    }
  }

  /** Leaves the voices out, or takes them in again; the file's time goes on. */
  pauseRecording(recordingId: string, paused: boolean): void {
    const recording = this.recordings.get(recordingId);
    if (recording) recording.paused = paused;
  }

  /** Ends the recording's files; a `recorded` event follows for each when it is on the disk. */
  async stopRecording(recordingId: string): Promise<void> {
    const recording = this.recordings.get(recordingId);
    if (!recording) return;
    this.recordings.delete(recordingId);
    const ended = [...recording.files].map(async ([legId, recorder]) => {
      const offsetMs = Math.round(recorder.startedAt - recording.startedAt);
      this.#tell({ type: 'recorded', legId, recordingId, offsetMs, ...(await recorder.end()) });
    });
    await Promise.all(ended);
  }

  closeLeg(leg: Leg, reason: CloseReason): void {
    this.stopPlaying(leg.id, 'stopped');
    routing.removeLeg(this.table, leg.id);
    this.#closing = reason;
    leg.close();
    this.#closing = undefined;
  }

  /** Ends the call: every leg, every prompt, every recording. */
  async end(reason: CloseReason): Promise<void> {
    for (const leg of this.legs.values()) this.closeLeg(leg, reason);
    await Promise.all([...this.recordings.keys()].map((id) => this.stopRecording(id)));
  }

  /** Looks for what nobody says of itself: silence, absence. Called about once a second. */
  watch(): void {
    const { silenceMs, goneMs, abandonedMs } = this.#surroundings.config;
    for (const leg of this.legs.values()) {
      const forMs = Math.round(now() - leg.heardAt);
      const gone = leg.state === 'connected' && now() - leg.aliveAt > goneMs;
      // A telephone may send nothing while nobody speaks; whether it is gone the engine knows.
      if (gone && !leg.byTrunk) leg.become('disconnected');
      const there = leg.state === 'connected' || leg.state === 'connecting';
      if (there && !(leg.byTrunk && forMs > abandonedMs)) this.peopledAt = now();
      const listens = leg.kind === 'supervisor' || leg.state !== 'connected';
      if (!listens && forMs > silenceMs && !leg.silenceTold) {
        leg.silenceTold = true;
        this.#tell({ type: 'silent', legId: leg.id, forMs });
      }
    }
    for (const { files } of this.recordings.values()) {
      for (const recorder of files.values()) recorder.keepUp();
    }
  }

  snapshot(): CallSnapshot {
    const legs = [...this.legs.values()].map((leg) => ({
      legId: leg.id,
      kind: leg.kind,
      state: leg.state,
      muted: leg.muted,
      silent: leg.silenceTold,
      hears: this.table.get(leg.id) ?? { main: null, side: null },
      playing: this.#promptOf(leg.id),
    }));
    const recordings = [...this.recordings].map(([recordingId, { files, paused }]) => ({
      recordingId,
      legs: [...files.keys()],
      paused,
    }));
    return { callId: this.id, legs, recordings, seq: this.#seq };
  }

  /** Ends what was played until this leg would be there. */
  #nowHere(legId: string): void {
    for (const [hearer, { until }] of this.#playing) {
      if (until === legId) this.stopPlaying(hearer, 'stopped');
    }
  }

  #promptOf(legId: string): string | null {
    const playing = this.#playing.get(legId);
    return playing ? promptNow(playing.playlist) : null;
  }

  #newLeg(legId: string, kind: LegKind): Leg {
    if (this.legs.size >= MOST_LEGS) throw new Refusal(409, 'call_full', 'too many legs');
    const { config } = this.#surroundings;
    const leg: Leg = new Leg(legId, kind, config, {
      onState: (state) => {
        const reason = state === 'closed' ? { reason: this.#closing ?? 'hangup' } : {};
        this.#tell({ type: 'state', legId, state, ...reason });
        if (state === 'connected') this.#nowHere(legId);
      },
      onDigit: (digit, via) => this.#tell({ type: 'digit', legId, digit, via }),
      onSound: ({ stream, ...packet }, payload) => {
        if (leg.silenceTold) {
          leg.silenceTold = false;
          this.#tell({ type: 'heard', legId });
        }
        for (const sink of routing.sinksOf(this.table, legId)) {
          // A prompt goes before the voice of main; the voice comes back when it ends.
          if (sink.track === 'main' && this.#playing.has(sink.leg)) continue;
          this.legs.get(sink.leg)?.send(sink.track, `${legId} ${stream}`, packet, payload);
        }
        for (const { files, paused } of this.recordings.values()) {
          if (!paused) files.get(legId)?.write(stream, packet.timestamp, payload);
        }
      },
      onTakenOut: ({ stream }) => {
        for (const sink of routing.sinksOf(this.table, legId)) {
          this.legs.get(sink.leg)?.skip(sink.track, `${legId} ${stream}`);
        }
      },
    });
    this.legs.set(legId, leg);
    routing.addLeg(this.table, legId);
    return leg;
  }

  #tell(happening: Happening): void {
    this.#seq += 1;
    const envelope = { id: randomUUIDv7(), callId: this.id, seq: this.#seq, atMs: now() };
    this.#surroundings.tell({ ...envelope, ...happening });
  }
}
