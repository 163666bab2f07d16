import type { IncomingMessage } from 'node:http';
import { uuidv7 } from '#libs/kernel';

const sane = /^[\x21-\x7e]{1,128}$/;

/** The client's X-Request-Id if it can be logged and echoed safely, else a new id. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && sane.test(given) ? given : uuidv7();
}
