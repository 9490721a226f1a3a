import type { FastifyInstance } from 'fastify';
import { startJobs } from '../jobs/worker.ts';
import { listenForSeals } from '../journal/listen.ts';
import { startSealer } from '../journal/sealer.ts';
import { startLiveHub } from '../live/hub.ts';
import { reactionsOf } from '../reactions/react.ts';
import { startReactions } from '../reactions/runner.ts';
import { startSweeps } from '../sweeps/sweeper.ts';
import type { App } from './app.ts';
import type { Module } from './module.ts';

/**
 * Starts what a worker process does all the time: it competes to seal the journal, answers events
 * with reactions, runs sweeps, carries out jobs and starts the modules' own loops. Returns the way to stop, which lets work in
 * hand end. Any number of processes may do this on one database.
 */
export async function runWorker(
  app: App,
  modules: readonly Module[],
  databaseUrl: string,
): Promise<() => Promise<void>> {
  const stopSealer = startSealer(app);
  const stopListening = listenForSeals(app);
  const stopReactions = await startReactions(app, reactionsOf(modules));
  const stopSweeps = startSweeps(
    app,
    modules.flatMap((module) => module.sweeps ?? []),
  );
  const stopJobs = await startJobs(app, modules, databaseUrl);
  const stopOwn: (() => Promise<void>)[] = [];
  for (const module of modules) {
    const stop = await module.startWorker?.(app);
    if (stop) stopOwn.push(stop);
  }
  return async () => {
    await Promise.all([
      stopSweeps(),
      stopReactions(),
      stopJobs(),
      ...stopOwn.map((stop) => stop()),
    ]);
    await Promise.all([stopSealer(), stopListening()]);
  };
}

/**
 * Starts the live sockets on a server that `buildServer` made (it has filled the topic book).
 * Returns the way to stop.
 */
export async function runWeb(server: FastifyInstance, app: App): Promise<() => Promise<void>> {
  const stopListening = listenForSeals(app);
  const stopHub = await startLiveHub(server, app);
  return async () => {
    await stopHub();
    await stopListening();
  };
}
