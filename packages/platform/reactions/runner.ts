import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Counter } from 'prom-client';
import { inTransaction } from '../commands/command.ts';
import { Bell } from '../journal/bell.ts';
import type { App } from '../module/app.ts';
import type { Reaction } from '../module/module.ts';
import { describeFailure } from './describe-failure.ts';
import {
  moveCursor,
  ReactionFailed,
  reactionsBehind,
  reactOnce,
  registerReactions,
} from './react.ts';

const LOOK_MS = 250;
/** Least time between two looks, so that a stream of seals does not become a stream of queries. */
const BREATH_MS = 20;
/** The same of one that answers a crowd: what it leaves undone for so long, it does for more at once. */
const CROWD_BREATH_MS = 100;
const MAX_TRIES = 5;
const FIRST_RETRY_MS = 100;

/**
 * Runs every reaction in this process as events are sealed, beside other processes that do the
 * same: each cursor is one process's at a time. A failing event is tried again after 0.1, 0.3, 0.9
 * and 2.7 s; after the fifth failure it is parked in `reaction_failure`, and the cursor goes on.
 * Returns the way to stop, which waits for the event in hand.
 */
export async function startReactions(
  app: App,
  reactions: readonly Reaction[],
): Promise<() => Promise<void>> {
  await registerReactions(app, reactions);
  const stopping = new AbortController();
  const bell = new Bell();
  const deaf = app.wake.onSealed(bell.ring);
  const runner = new Runner(app, reactions, bell, stopping.signal);
  const loop = runner.run();
  return async () => {
    stopping.abort();
    deaf();
    await loop;
  };
}

class Runner {
  readonly #app: App;
  readonly #reactions: ReadonlyMap<string, Reaction>;
  readonly #bell: Bell;
  readonly #signal: AbortSignal;
  readonly #running = new Map<string, Promise<void>>();
  readonly #meters: ReturnType<typeof reactionMeters>;

  constructor(app: App, reactions: readonly Reaction[], bell: Bell, signal: AbortSignal) {
    this.#app = app;
    this.#reactions = new Map(reactions.map((reaction) => [reaction.name, reaction]));
    this.#bell = bell;
    this.#signal = signal;
    this.#meters = reactionMeters(app);
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      const breath = pause(BREATH_MS);
      try {
        for (const name of await reactionsBehind(this.#app)) this.#start(name);
      } catch (error) {
        this.#app.log.warn({ reason: describeFailure(error) }, 'reactions wait for the database');
      }
      await this.#bell.wait(LOOK_MS, this.#signal);
      await breath;
    }
    await Promise.all(this.#running.values());
  }

  /** Events in their order, each reaction apart from the others. */
  #start(name: string): void {
    const reaction = this.#reactions.get(name);
    if (!reaction || this.#running.has(name)) return;
    const work = this.#catchUp(reaction).finally(() => this.#running.delete(name));
    this.#running.set(name, work);
  }

  async #catchUp(reaction: Reaction): Promise<void> {
    try {
      while (!this.#signal.aborted) {
        const breath = 'reactAll' in reaction && new Bell().wait(CROWD_BREATH_MS, this.#signal);
        const answered = await reactOnce(this.#app, reaction);
        if (typeof answered !== 'number') return;
        this.#meters.done.inc({ reaction: reaction.name }, answered);
        await breath;
      }
    } catch (error) {
      const reason = describeFailure(error instanceof ReactionFailed ? error.cause : error);
      this.#meters.failed.inc({ reaction: reaction.name });
      this.#app.log.warn({ reaction: reaction.name, reason }, 'a reaction failed');
      if (error instanceof ReactionFailed) await this.#afterFailure(error, reason);
      else await new Bell().wait(LOOK_MS, this.#signal);
    }
  }

  async #afterFailure(failed: ReactionFailed, reason: string): Promise<void> {
    const { reaction, event } = failed;
    const caller = { app: this.#app, actor: { kind: 'system', id: reaction } } as const;
    try {
      const tries = await inTransaction(caller, async (context) => {
        const [row] = await context.tx.execute<{ attempts: number }>(sql`
          update journal_cursor set attempts = attempts + 1
          where name = ${reaction} and position < ${event.position} returning attempts`);
        // Another process has answered it meanwhile.
        if (!row) return 0;
        if (row.attempts < MAX_TRIES) return row.attempts;
        await context.tx.execute(sql`
          insert into reaction_failure (reaction, position, event_id, error, at)
          values (${reaction}, ${event.position}, ${event.id}, ${reason}, ${context.now.toString()})
          on conflict do nothing`);
        await moveCursor(context, reaction, event.position);
        return row.attempts;
      });
      if (tries >= MAX_TRIES) {
        this.#meters.parked.inc({ reaction });
        this.#app.log.error({ reaction, position: event.position, reason }, 'an event was parked');
      } else if (tries > 0) {
        await new Bell().wait(FIRST_RETRY_MS * 3 ** (tries - 1), this.#signal);
      }
    } catch (error) {
      // The database is away: that failure is not the event's, so it is not counted.
      this.#app.log.warn({ reason: describeFailure(error) }, 'reactions wait for the database');
    }
  }
}

function reactionMeters(app: App): { done: Counter; failed: Counter; parked: Counter } {
  const counter = (name: string, help: string) =>
    (app.meters.getSingleMetric(name) as Counter | undefined) ??
    new Counter({ name, help, labelNames: ['reaction'], registers: [app.meters] });
  return {
    done: counter('reaction_done_total', 'Events answered'),
    failed: counter('reaction_failed_total', 'Tries that failed'),
    parked: counter('reaction_parked_total', 'Events given up on; each needs a person'),
  };
}
