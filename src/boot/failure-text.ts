import { ConfigError } from '#libs/config';
import { StartupError } from '#libs/kernel';
import { DomainError } from '#libs/kernel';
import { isDatabaseUnavailable } from './retry-while-database-is-away.js';

const loginCodes = new Set<unknown>(['28P01', '28000']);

/** The message of an error that an operator can act on; for any other error, which is a bug, its stack trace. */
export function failureText(error: unknown): string {
  if (error instanceof StartupError || error instanceof ConfigError || error instanceof DomainError)
    return error.message;
  return databaseFailure(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function databaseFailure(error: unknown): string | undefined {
  const { message, code } = (error ?? {}) as { message?: string; code?: unknown };
  if (loginCodes.has(code))
    return `The database refuses a login that it accepted before (${message}): another installation has renewed its password. Start again.`;
  return isDatabaseUnavailable(error)
    ? `The database does not serve (${message}). See that it runs, and start again.`
    : undefined;
}
