import { ConfigError } from '#libs/config';
import { StartupError } from '#libs/database';
import { DomainError } from '#libs/kernel';

/** What an operator can act on is said in its own words; anything else is a fault of the program, with its trace. */
export function failureText(error: unknown): string {
  if (error instanceof StartupError || error instanceof ConfigError || error instanceof DomainError)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
