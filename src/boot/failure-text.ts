import { ConfigError } from '#libs/config';
import { StartupError } from '#libs/kernel';
import { DomainError } from '#libs/kernel';
import { isDatabaseAway } from './outlast.js';

const loginCodes = new Set<unknown>(['28P01', '28000']);

/** What an operator can act on is said in its own words; anything else is a fault of the program, with its trace. */
export function failureText(error: unknown): string {
  if (error instanceof StartupError || error instanceof ConfigError || error instanceof DomainError)
    return error.message;
  return databaseFailure(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function databaseFailure(error: unknown): string | undefined {
  const { message, code } = (error ?? {}) as { message?: string; code?: unknown };
  if (loginCodes.has(code))
    return `The database refuses a login that it accepted before (${message}): another installation has renewed its password. Start again.`;
  return isDatabaseAway(error)
    ? `The database does not serve (${message}). See that it runs, and start again.`
    : undefined;
}
