import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppConfig, loadConfig, systemUser } from '#libs/config';
import type { DatabaseUrls } from '#libs/database';
import { runAsSystem } from '#libs/request-context';
import { assertMigrated, migrateAll } from '../boot/migrate.js';
import { openDatabase, type BootLog } from '../boot/open-database.js';
import { assertInstalled } from './assert-installed.js';
import type { Terminal } from './terminal.js';

export interface Access {
  /** Makes nothing: no data folder, no secrets, no tables. */
  readonly readsOnly?: boolean | undefined;
}

/** Runs the work with the database ready; starts the embedded server, or uses the running one. */
export async function withDatabase<T>(
  terminal: Terminal,
  { readsOnly }: Access,
  work: (urls: DatabaseUrls, config: AppConfig) => Promise<T>,
): Promise<T> {
  const config = loadConfig(undefined, { readsOnly });
  if (readsOnly) assertInstalled(config);
  const database = await openDatabase(config, bootLog(terminal));
  try {
    return await work(database.urls, config);
  } finally {
    await database.close();
  }
}

/** Runs the work with the whole application, without HTTP and jobs, as the operating system's user at the command line. */
export async function withApplication<T>(
  terminal: Terminal,
  access: Access,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  return withDatabase(terminal, access, async (urls, config) => {
    // an operator decides when a production database changes
    const mayMigrate = !access.readsOnly && config.nodeEnv !== 'production';
    await (mayMigrate ? migrateAll(urls, bootLog(terminal)) : assertMigrated(urls));
    return inApplication(urls, config, work);
  });
}

/** The same on an open database, which is not migrated. */
export async function inApplication<T>(
  urls: DatabaseUrls,
  config: AppConfig,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  // imported here, so that commands without the application need not load it
  const { AppModule } = await import('../app.module.js');
  // the role `api` runs no jobs
  const root = AppModule.forRoot({ config: new AppConfig({ ...config, role: 'api' }), urls });
  const app = await NestFactory.createApplicationContext(root, { logger: new StderrLogger(), abortOnError: false });
  try {
    return await runAsSystem(actor(), () => work(app));
  } finally {
    await app.close();
  }
}

function actor(): string {
  return `${systemUser()} at the command line`;
}

function bootLog(terminal: Terminal): BootLog {
  return { info: () => undefined, warn: (line) => terminal.message(line) };
}

/** Nest's logger writes to stdout, which is for data only. */
class StderrLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'], colors: false });
  }

  protected override printMessages(messages: unknown[], _context?: string, _level?: unknown): void {
    for (const message of messages) process.stderr.write(`${String(message)}\n`);
  }
}
