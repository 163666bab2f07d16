import type { Statement } from './statement.js';

/**
 * Makes the commit of the current transaction asynchronous: it does not wait for the disk, and is lost only when the server crashes within
 * moments and nothing else was committed after it. Send it after another statement: before the first one there is no transaction yet to
 * which it could apply. No set_config(), which only the login may call.
 */
export const asynchronousCommit: Statement = {
  name: 'asynchronous_commit',
  text: 'set local synchronous_commit = off',
  values: [],
  writes: false,
};
