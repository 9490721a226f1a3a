import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { AccessTable, Actor } from '../access/actor.ts';
import type { CommandContext } from '../commands/context.ts';
import type { JournalEvent } from '../contract.ts';
import type { App } from './app.ts';

/** Unique and stable: the cursor is kept under this name. */
interface Answering {
  readonly name: string;
  /** The event types it answers. */
  readonly on: readonly string[];
}

/**
 * One thing that follows from a journal event, run once for each event in a transaction together
 * with its cursor, in journal order. It must be quick and write only through `context`.
 */
export interface SingleReaction extends Answering {
  readonly react: (context: CommandContext, event: JournalEvent) => Promise<void>;
}

/**
 * The same for what comes in crowds: it is handed all that wait, up to a few hundred, in journal
 * order, at most ten times a second. When it fails it is handed fewer, down to one.
 */
export interface CrowdReaction extends Answering {
  readonly reactAll: (context: CommandContext, events: readonly JournalEvent[]) => Promise<void>;
}

export type Reaction = SingleReaction | CrowdReaction;

/** Timed work over our own rows. Safe to run in several processes (SKIP LOCKED inside). */
export interface Sweep {
  readonly name: string;
  /**
   * A query of one timestamptz: the next moment there may be something to do, null when nothing
   * waits. Asked very often, beside those of all other sweeps: it must be answered by an index.
   */
  readonly nextDue: string;
  /** Where a query can only say that something waits: asked, once that is so, when it is due. */
  readonly exactly?: (app: App) => Promise<Temporal.Instant | null>;
  /** Does what is due now, in batches; returns how many it did. */
  readonly run: (app: App) => Promise<number>;
}

/** Which run of a job this is: more than the first when one before did not come to its end. */
export interface JobRun {
  readonly run: number;
}

/** A job the queue carries out: once committed it runs at least once, so it must be idempotent. */
export interface Task<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: S;
  readonly run: (app: App, payload: z.output<S>, job: JobRun) => Promise<void>;
}

/** Which socket topics an event goes to: `order:ID`, `agency:ID`, `board`, … */
export type LiveRooms = Readonly<Record<string, (event: JournalEvent) => string[]>>;

/** Who may subscribe to the topics with a prefix; `id` is what stands after the colon. */
export type TopicAccess = Readonly<
  Record<string, (app: App, actor: Actor, id: string) => boolean | Promise<boolean>>
>;

/** Values computed in each process and pushed to subscribers of a topic (boards). */
export interface LiveValue {
  readonly topic: string;
  /** Event types after which the value may differ; `call.*` means all of a subject's. */
  readonly on: readonly string[];
  /** Recompute at least this often (ms), because time alone changes it. */
  readonly everyMs: number;
  readonly compute: (app: App) => Promise<unknown>;
}

/** A room as the hotline plugs it in. Rooms leave out what they lack. */
export interface Module {
  readonly name: string;
  readonly access?: AccessTable;
  readonly routes?: (server: FastifyInstance, app: App) => void | Promise<void>;
  readonly reactions?: readonly Reaction[];
  readonly sweeps?: readonly Sweep[];
  readonly tasks?: readonly Task[];
  readonly live?: LiveRooms;
  readonly topics?: TopicAccess;
  readonly liveValues?: readonly LiveValue[];
  /** Plugs this room's adapters into services before anything starts. */
  readonly plug?: (app: App) => void | Promise<void>;
  /** Rows every installation begins with, such as districts and agencies; runs once. */
  readonly seedReference?: (app: App) => Promise<void>;
  /** People and accounts of the demo city, written through commands; runs once, in demo mode. */
  readonly seedDemo?: (app: App) => Promise<void>;
  /** Starts supervised children or loops of a worker process; returns the way to stop. */
  readonly startWorker?: (app: App) => Promise<() => Promise<void>>;
}
