import type { Statement } from './statement.js';

/**
 * For a transaction that nobody waits for to reach the disk: whatever is committed after it takes it along. Only a crash of the server
 * itself loses it, if nothing else was committed in the moments between.
 */
export const withoutWaiting: Statement = {
  name: 'without_waiting',
  text: `select set_config('synchronous_commit', 'off', true)`,
  values: [],
  writes: false,
};
