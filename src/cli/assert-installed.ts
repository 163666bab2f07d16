import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConfig } from '#libs/config';
import { StartupError } from '#libs/kernel';

/** For a command that only reads: a folder that was named by mistake is said, not filled. @throws StartupError */
export function assertInstalled({ dataDir, database }: AppConfig): void {
  const { url, platformUrl, appUrl, isolation } = database;
  const keepsLogins = isolation === 'role' && (platformUrl === undefined || appUrl === undefined);
  if (url !== undefined && !keepsLogins) return;
  if (!existsSync(dataDir)) throw new StartupError(`There is no data folder ${dataDir}. ${advice}`);
  if (url === undefined && !existsSync(join(dataDir, 'postgres')))
    throw new StartupError(`The data folder ${dataDir} holds no database. ${advice}`);
}

const advice = 'Set FIELDPILOT_DATA to the folder of your installation; the first start makes a new one.';
