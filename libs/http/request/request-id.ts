import type { IncomingMessage } from 'node:http';
import { uuidv7 } from '#libs/kernel';

const sane = /^[\x21-\x7e]{1,128}$/;

/** The client's own X-Request-Id where it is one that can be logged and echoed, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && sane.test(given) ? given : uuidv7();
}
