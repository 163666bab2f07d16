import { waitUntil } from '#libs/testing';
import { withPool } from '../../../src/boot/migrate.js';

describe('the pool of the migrator', () => {
  it('loses a connection without taking the process with it', async () => {
    const work = withPool(process.env['TEST_DATABASE_URL']!, async (pool) => {
      const client = await pool.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const { pid } = rows[0]!;
      await pool.query('select pg_terminate_backend($1)', [pid]);
      const isGone = async () =>
        (await pool.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 0;
      await waitUntil(isGone);
      await client.query('select 1').finally(() => client.release(true));
    });
    await expect(work).rejects.toThrow();
  });
});
