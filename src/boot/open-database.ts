import type { AppConfig } from '#libs/config';
import { type DatabaseUrls } from '#libs/database';
import { prepareLogins, startEmbeddedPostgres } from '#libs/postgres-server';

/** Messages during the start; an operator should act on warnings. */
export interface BootLog {
  info(line: string): void;
  warn(line: string): void;
}

export interface OpenDatabase {
  readonly urls: DatabaseUrls;
  readonly isEmbedded: boolean;
  /** What an external server leaves open, to be logged by long-running processes, not by every command. */
  readonly gaps?: string;
  /** Stops the embedded server, unless another process uses it. */
  close(): Promise<void>;
}

/** The PostgreSQL of DATABASE_URL, or the embedded one in the data folder, with its logins ready. @throws StartupError */
export async function openDatabase(config: AppConfig, log: BootLog): Promise<OpenDatabase> {
  return config.database.url === undefined ? openEmbedded(config, log) : openExternal(config, config.database.url, log);
}

async function openEmbedded({ dataDir, nodeEnv, database }: AppConfig, log: BootLog): Promise<OpenDatabase> {
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => log.info(line) });
  if (server.notice) log.warn(server.notice);
  server.guard((line) => log.warn(line));
  try {
    const production = nodeEnv === 'production';
    const logins = await prepareLogins({ adminUrl: server.url, dataDir, production, isolation: database.isolation });
    if (logins.notice) log.warn(logins.notice);
    return { urls: logins, isEmbedded: true, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openExternal(
  { dataDir, nodeEnv, database }: AppConfig,
  url: string,
  log: BootLog,
): Promise<OpenDatabase> {
  const { platformUrl, appUrl, isolation } = database;
  const production = nodeEnv === 'production';
  // when many containers start together the database may be the last
  const waitMs = production ? 30_000 : 3_000;
  const logins = await prepareLogins({ databaseUrl: url, platformUrl, appUrl, isolation, dataDir, production, waitMs });
  if (logins.notice) log.warn(logins.notice);
  return { urls: logins, isEmbedded: false, gaps: logins.gaps, close: async () => undefined };
}
