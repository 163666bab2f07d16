import { setTimeout as sleep } from 'node:timers/promises';
import { withPool } from '../../../src/boot/migrate.js';

describe('the pool of the migrator', () => {
  it('loses a connection without taking the process with it', async () => {
    const work = withPool(process.env['TEST_DATABASE_URL']!, async (pool) => {
      const client = await pool.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
      await sleep(50);
      await client.query('select 1').finally(() => client.release(true));
    });
    await expect(work).rejects.toThrow();
  });
});
