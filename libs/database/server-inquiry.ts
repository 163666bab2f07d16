import pg from 'pg';
import { cutOff } from './cut-off.js';

const PATIENCE_MS = 1_500;

const notAtWork = `select pid from pg_stat_activity where pid = any($1) and state <> 'active'`;

/**
 * Asks by a connection of its own which of these backends have nothing to do: their statement never arrived, or they are frozen.
 * Whatever else the server says, refusals included, shows that it is not silent.
 */
export async function askServer(url: string, backends: readonly number[]): Promise<readonly number[] | 'silent'> {
  const client = new pg.Client({ connectionString: url, application_name: 'fieldpilot watch' });
  client.on('error', () => undefined);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    cutOff(client);
  }, PATIENCE_MS);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(notAtWork, [backends]);
    return rows.map(({ pid }) => pid);
  } catch {
    return isLate ? 'silent' : [];
  } finally {
    clearTimeout(timer);
    void client.end().catch(() => undefined);
  }
}
