import type { Statement } from './statement.js';

/**
 * Makes the commit of the current transaction asynchronous: it does not wait for the disk, and is lost only when the server crashes within
 * moments and nothing else was committed after it.
 */
export const asynchronousCommit: Statement = {
  name: 'asynchronous_commit',
  text: `select set_config('synchronous_commit', 'off', true)`,
  values: [],
  writes: false,
};
