import type { INestApplicationContext } from '@nestjs/common';
import type { AppConfig } from '#libs/config';
import { StartupWork } from '#libs/http';
import type { DemoResult } from '../demo/index.js';
import { createApi, createWorker } from './application.js';
import { listen } from './listen.js';
import { migrateAll } from './migrate.js';
import { openDatabase, type BootLog } from './open-database.js';
import { retryWhileDatabaseIsAway } from './retry-while-database-is-away.js';
import { startDemo } from './start-demo.js';
import type { Undo } from './undo.js';
import { workerHealth } from './worker-health.js';

/** How long to wait for a database that is lost during the start; openDatabase waits for one that is not there yet. */
const WAIT_MS = 30_000;

export interface Running {
  readonly app: INestApplicationContext;
  /** The address of the application; a worker's serves only health checks. */
  readonly baseUrl: string;
  readonly demo?: DemoResult | undefined;
}

/**
 * Database, logins, migrations, application, listening, demo. Each step that is started is deferred to `undo` at once, so that the caller
 * can stop them in reverse order, the database last. Between steps an aborted `signal` ends the boot.
 */
export async function boot(config: AppConfig, log: BootLog, undo: Undo, signal: AbortSignal): Promise<Running> {
  const patience = { waitMs: WAIT_MS, log, signal };
  const database = await retryWhileDatabaseIsAway(() => openDatabase(config, log), patience);
  undo.defer(() => database.close());
  if (database.gaps) log.warn(database.gaps);
  signal.throwIfAborted();
  await retryWhileDatabaseIsAway(() => migrateAll(database.urls, log), patience);
  signal.throwIfAborted();
  const options = { config, urls: database.urls };
  return config.role === 'worker' ? startWorker(options, undo) : startApi(options, undo);
}

type Options = Parameters<typeof createApi>[0];

async function startApi(options: Options, undo: Undo): Promise<Running> {
  const app = await createApi(options);
  undo.defer(() => app.close());
  // listens first, because the demo needs the address; ready once the demo's sign-ins work
  return app.get(StartupWork).run(async () => {
    const running = { app, baseUrl: await listen(app, options.config) };
    return { ...running, demo: await startDemo(running, options.config) };
  });
}

async function startWorker(options: Options, undo: Undo): Promise<Running> {
  const app = await createWorker(options);
  undo.defer(() => app.close());
  const health = workerHealth(app);
  undo.defer(() => health.close());
  const server = {
    listen: (port: number, host: string) => health.listen({ port, host }),
    getHttpServer: () => health.server,
  };
  return { app, baseUrl: await listen(server, options.config) };
}
