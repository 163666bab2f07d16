import type { INestApplicationContext } from '@nestjs/common';
import type { AppConfig } from '#libs/config';
import { StartupWork } from '#libs/http';
import type { DemoResult } from '../demo/index.js';
import { createApi, createWorker } from './application.js';
import { listen } from './listen.js';
import { migrateAll } from './migrate.js';
import { openDatabase, type BootLog } from './open-database.js';
import { outlast } from './outlast.js';
import { startDemo } from './start-demo.js';
import type { Undo } from './undo.js';
import { workerHealth } from './worker-health.js';

/** For a database that is lost while the process starts; one that is not there at all is waited for by openDatabase. */
const WAIT_MS = 30_000;

export interface Running {
  readonly app: INestApplicationContext;
  /** Where people reach it; a worker's is good for health checks alone. */
  readonly baseUrl: string;
  readonly demo?: DemoResult | undefined;
}

/**
 * Database, logins, migrations, application, listening, demo. Whatever was started is put on `undo` at once, so that the caller
 * can take it back in the opposite order: the database last. Between steps an aborted `signal` ends the boot.
 */
export async function boot(config: AppConfig, log: BootLog, undo: Undo, signal: AbortSignal): Promise<Running> {
  const patience = { waitMs: WAIT_MS, log, signal };
  const database = await outlast(() => openDatabase(config, log), patience);
  undo.defer(() => database.close());
  if (database.gaps) log.warn(database.gaps);
  signal.throwIfAborted();
  await outlast(() => migrateAll(database.urls, log), patience);
  signal.throwIfAborted();
  const options = { config, urls: database.urls };
  return config.role === 'worker' ? startWorker(options, undo) : startApi(options, undo);
}

type Options = Parameters<typeof createApi>[0];

async function startApi(options: Options, undo: Undo): Promise<Running> {
  const app = await createApi(options);
  undo.defer(() => app.close());
  // it listens first, as the demo is told where; it is ready when the demo's sign-ins work
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
