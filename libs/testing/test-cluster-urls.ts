import type { DatabaseUrls } from '#libs/database';

/** Set by test/global-setup.mjs, which starts one PostgreSQL for the whole run. */
function variable(name: string): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run the specs with npm test`);
  return url;
}

export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The superuser, on the database `postgres` or another one. */
export function superuserUrl(database = 'postgres'): string {
  return onDatabase(variable('TEST_DATABASE_URL'), database);
}

/** The product's logins on one database of the test server. */
export function productUrls(database: string): DatabaseUrls {
  return {
    migratorUrl: onDatabase(variable('TEST_MIGRATOR_URL'), database),
    platformUrl: onDatabase(variable('TEST_PLATFORM_URL'), database),
    appUrl: onDatabase(variable('TEST_APP_URL'), database),
    isolation: 'role',
  };
}
