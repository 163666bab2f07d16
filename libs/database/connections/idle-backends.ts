import pg from 'pg';
import { destroyConnection } from './destroy-connection.js';

const TIMEOUT_MS = 1_500;

const idleBackends = `select pid from pg_stat_activity where pid = any($1) and state <> 'active'`;

/**
 * Queries on a separate connection which of these backends are idle, so that their statement never arrived, or they are frozen. Any other
 * response, even a refusal, shows that the server is alive.
 */
export async function findIdleBackends(
  url: string,
  backends: readonly number[],
): Promise<readonly number[] | 'silent'> {
  const client = new pg.Client({ connectionString: url, application_name: 'fieldpilot watch' });
  client.on('error', () => undefined);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    destroyConnection(client);
  }, TIMEOUT_MS);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(idleBackends, [backends]);
    return rows.map(({ pid }) => pid);
  } catch {
    return isLate ? 'silent' : [];
  } finally {
    clearTimeout(timer);
    void client.end().catch(() => undefined);
  }
}
