import { embeddedLogins } from './embedded-logins.js';
import { externalLogins } from './external-logins.js';
import type { LoginOptions, Logins } from './logins.js';

/**
 * Makes the logins and roles of a database ready; may run at every start and in several processes at once.
 * Throws StartupError with one line that says what to do.
 */
export async function prepareLogins(options: LoginOptions): Promise<Logins> {
  const { adminUrl, databaseUrl } = options;
  if (adminUrl) return embeddedLogins(adminUrl, options);
  if (databaseUrl) return externalLogins(databaseUrl, options);
  throw new TypeError('prepareLogins needs adminUrl or databaseUrl');
}
