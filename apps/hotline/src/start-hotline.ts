import { setTimeout as pause } from 'node:timers/promises';
import {
  type App,
  alarmOfStep,
  buildServer,
  type Config,
  DatabaseClock,
  makeLogger,
  migrate,
  openDatabase,
  PostgresVault,
  readConfig,
  runWeb,
  runWorker,
  Services,
  seedCity,
  Wake,
  withDemoCertificate,
} from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { printBanner } from './banner.ts';
import { openPostgres } from './open-postgres.ts';
import { serveWebApps } from './serve-web-apps.ts';
import { startOutsideWorld } from './start-outside-world.ts';

const DRAIN_MS = 25_000;

export interface Hotline {
  readonly app: App;
  /** Not ready → drain → stop, in the reverse order of the start. */
  stop(): Promise<void>;
}

/**
 * Starts one process of the hotline in the roles its environment names. `https` without a
 * certificate of its own makes one for demonstrations.
 * @throws ConfigError in words for the terminal when the environment is wrong.
 */
export async function startHotline(
  env: NodeJS.ProcessEnv,
  options: { https?: boolean } = {},
): Promise<Hotline> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    return { app: await start(env, options, undo), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  env: NodeJS.ProcessEnv,
  options: { https?: boolean },
  undo: (() => Promise<void> | void)[],
): Promise<App> {
  let config = await readConfig(env);
  const log = makeLogger(config.logLevel);
  const has = (role: Config['roles'][number]) =>
    config.roles.includes('all') || config.roles.includes(role);
  const besides = () =>
    has('all') ? begun(startOutsideWorld(config, log), undo) : Promise.resolve({ config });
  // The processes beside us and our own rooms are loaded while the database starts; only a
  // certificate of our own, which those must know, is dated by the database's clock.
  const early = options.https ? null : besides();
  const [postgres, { modules }] = await Promise.all([
    begun(openPostgres(config, log), undo),
    import('./modules.ts'),
  ]);
  await migrate(postgres.ownerUrl);

  const handles = openDatabase(postgres.appUrl, {
    role: config.appDatabaseUrl ? null : undefined,
    name: `1999 ${config.roles.join('+')}`,
  });
  undo.push(handles.close);
  const clock = await DatabaseClock.follow(handles.sql);
  undo.push(() => clock.stop());
  if (options.https) config = await withDemoCertificate(config, clock.now());
  ({ config } = await (early ?? besides()));

  const meters = new Registry();
  collectDefaultMetrics({ register: meters });
  const app: App = {
    config,
    clock,
    db: handles.db,
    sql: handles.sql,
    vault: new PostgresVault(config.secrets),
    log,
    meters,
    wake: new Wake(),
    services: new Services(),
  };
  for (const module of modules) await module.plug?.(app);
  await seedCity(app, modules);

  if (has('worker')) {
    const deaf = clock.onStep((stepMs) => {
      alarmOfStep(app, stepMs).catch((error: unknown) =>
        log.error({ err: error }, 'no alarm of the step'),
      );
    });
    undo.push(deaf);
    undo.push(await runWorker(app, modules, postgres.appUrl));
  }
  const server = await buildServer(app, modules);
  undo.push(() => drain(server));
  if (has('web')) {
    await serveWebApps(server, app);
    undo.push(await runWeb(server, app));
  }
  await server.listen({ host: config.host, port: config.port });
  undo.push(() => tellLoadBalancer(server, config.drainNoticeMs));
  printBanner(config);
  return app;
}

/** Notes the end of what has begun and is waited for later, whatever happens till then. */
function begun<T extends { stop(): Promise<void> }>(
  start: Promise<T>,
  undo: (() => Promise<void> | void)[],
): Promise<T> {
  const stop = start.then(
    (one) => () => one.stop(),
    () => async () => {},
  );
  undo.push(async () => (await stop)());
  return start;
}

/** Says "not ready" for `noticeMs` while still serving, so that a load balancer looks elsewhere. */
async function tellLoadBalancer(server: FastifyInstance, noticeMs: number): Promise<void> {
  server.leave();
  await pause(noticeMs);
}

/**
 * Takes no new requests and lets those under way end, for 25 s at most (invariant I26). Live
 * sockets must have been closed before: the server would wait for them.
 */
async function drain(server: FastifyInstance): Promise<void> {
  const force = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS);
  await server.close();
  clearTimeout(force);
}
