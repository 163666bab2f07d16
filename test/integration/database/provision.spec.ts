import type { PoolClient } from 'pg';
import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { provisionSchema } from '../../../libs/migrations/provision.js';
import { tenantRoles } from '../../../libs/migrations/roles.js';
import { latestVersion, loadMigrations } from '../../../libs/migrations/migration-files.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const SCHEMA = 'tenant_provisioned';
const USER = `INSERT INTO ${SCHEMA}.users (id, email, password_hash) VALUES ('00000000-0000-7000-8000-000000000001', 'A@b.example', '!')`;

describe('A provisioned schema', () => {
  let db: ScratchDatabase;
  const roles = tenantRoles(SCHEMA);

  const inTransaction = async <T>(work: (client: PoolClient) => Promise<T>, end = 'COMMIT'): Promise<T> => {
    const client = await db.migrator.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query(end);
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  const asRole = (role: string, sql: string) => db.pool.query(`SET LOCAL ROLE ${role}; ${sql}`);

  beforeAll(async () => {
    db = await scratchDatabase();
    await migratePublic(db.migrator, { isolation: 'role' });
    await inTransaction((client) => provisionSchema(client, { schema: SCHEMA, roles }));
    await asRole(roles.rw, USER);
  });

  it('returns its version, which is also that of its ledger', async () => {
    const schema = 'tenant_versioned';
    const answer = await inTransaction((client) => provisionSchema(client, { schema, roles: tenantRoles(schema) }));
    const ledger = await db.pool.query(
      `SELECT version, name, checksum FROM ${schema}.schema_migrations ORDER BY version`,
    );
    const files = loadMigrations('tenant');
    expect(answer).toEqual({ schemaVersion: latestVersion(files) });
    expect(ledger.rows).toEqual(files.map(({ version, name, checksum }) => ({ version, name, checksum })));
  });

  it('is made in one round trip and leaves the transaction as it was', async () => {
    const state = 'SELECT current_user AS role, current_setting($1) AS path';
    await inTransaction(async (client) => {
      const before = await client.query(state, ['search_path']);
      let messages = 0;
      const stream = (client as unknown as { connection: { query(text: string): void } }).connection;
      const send = stream.query.bind(stream);
      stream.query = (text) => {
        messages++;
        send(text);
      };
      await provisionSchema(client, { schema: 'tenant_roundtrip', roles: tenantRoles('tenant_roundtrip') });
      expect(messages).toBe(1);
      expect((await client.query(state, ['search_path'])).rows).toEqual(before.rows);
    });
  });

  it('is gone with the transaction that made it, and the same name works again', async () => {
    const schema = 'tenant_undone';
    const make = (end: string) =>
      inTransaction((client) => provisionSchema(client, { schema, roles: tenantRoles(schema) }), end);
    await make('ROLLBACK');
    const found = () => db.pool.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
    expect((await found()).rowCount).toBe(0);
    await make('COMMIT');
    expect((await found()).rowCount).toBe(1);
  });

  it('is refused where one of that name exists', async () => {
    await expect(inTransaction((client) => provisionSchema(client, { schema: SCHEMA, roles }))).rejects.toMatchObject({
      code: '42P06',
    });
  });

  it.each(['public', 'tenant_', 'tenant_A', 'tenant_a"; drop schema public', `tenant_${'a'.repeat(57)}`])(
    'is refused the name %s',
    async (schema) => {
      await expect(inTransaction((client) => provisionSchema(client, { schema, roles: null }))).rejects.toThrow(
        'name of a tenant',
      );
    },
  );

  it('takes the longest name there is', async () => {
    const schema = `tenant_${'z'.repeat(56)}`;
    await inTransaction((client) => provisionSchema(client, { schema, roles: tenantRoles(schema) }), 'ROLLBACK');
    expect(tenantRoles(schema).rw).toHaveLength(61);
  });

  it('can be made several at a time, also of one name in several databases', async () => {
    const other = await scratchDatabase();
    const names = ['tenant_twin_a', 'tenant_twin_b', 'tenant_twin_c'];
    const make = (pool: ScratchDatabase['migrator']) =>
      names.map(async (schema) => {
        const client = await pool.connect();
        await provisionSchema(client, { schema, roles: tenantRoles(schema) }).finally(() => client.release());
      });
    await Promise.all([...make(db.migrator), ...make(other.migrator)]);
    const members = await db.pool.query(
      `SELECT count(*)::int AS count FROM pg_auth_members WHERE roleid::regrole::text LIKE 't\\_twin\\_%' AND member = 'fp_app'::regrole`,
    );
    expect(members.rows).toEqual([{ count: 6 }]);
    await other.drop();
  });

  it('needs no roles where there are none', async () => {
    const schema = 'tenant_plain';
    const client = await db.pool.connect();
    await provisionSchema(client, { schema, roles: null });
    client.release();
    const owners = await db.pool.query(
      'SELECT DISTINCT tableowner = current_user AS own FROM pg_tables WHERE schemaname = $1',
      [schema],
    );
    expect(owners.rows).toEqual([{ own: true }]);
  });

  it('belongs to the owner, and the login that made it may not even look inside', async () => {
    const owners = await db.pool.query('SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = $1', [SCHEMA]);
    expect(owners.rows).toEqual([{ tableowner: 'fp_owner' }]);
    await expect(db.migrator.query(`SELECT FROM ${SCHEMA}.users`)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets its own role read and write, numbers of the outbox included', async () => {
    const row = `INSERT INTO ${SCHEMA}.outbox (aggregate_type, aggregate_id, event_type, payload)
      VALUES ('work_order', gen_random_uuid(), 'work_order.created', '{}') RETURNING sequence`;
    const first = (await asRole(roles.rw, row)) as unknown as { rows: { sequence: string }[] }[];
    expect(Number(first[1]!.rows[0]!.sequence)).toBeGreaterThan(0);
    await asRole(roles.rw, `UPDATE ${SCHEMA}.outbox SET delivered_at = now(); DELETE FROM ${SCHEMA}.outbox`);
  });

  it('is read-only for its reader and closed to everybody else', async () => {
    await asRole(roles.ro, `SELECT * FROM ${SCHEMA}.users`);
    const refused = { code: '42501' };
    await expect(asRole(roles.ro, `DELETE FROM ${SCHEMA}.users`)).rejects.toMatchObject(refused);
    await expect(asRole('fp_app', `SELECT * FROM ${SCHEMA}.users`)).rejects.toMatchObject(refused);
    await expect(asRole('fp_platform', `SELECT * FROM ${SCHEMA}.users`)).rejects.toMatchObject(refused);
    await expect(asRole('t_versioned_rw', `SELECT * FROM ${SCHEMA}.users`)).rejects.toMatchObject(refused);
    await expect(asRole(roles.rw, 'SELECT * FROM public.tenants')).rejects.toMatchObject(refused);
    await expect(asRole(roles.rw, `CREATE TABLE ${SCHEMA}.mine ()`)).rejects.toMatchObject(refused);
  });

  it.each([
    'audit_logs',
    'audit_seals',
    'inventory_transactions',
    'task_history',
    'audit_logs_archive',
    'task_history_archive',
  ])('only grows in %s', async (table) => {
    await asRole(roles.rw, `SELECT * FROM ${SCHEMA}.${table}`);
    const column = table === 'audit_seals' ? 'row_hash' : 'id';
    await expect(asRole(roles.rw, `UPDATE ${SCHEMA}.${table} SET ${column} = NULL`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(asRole(roles.rw, `DELETE FROM ${SCHEMA}.${table}`)).rejects.toMatchObject({ code: '42501' });
    await expect(asRole(roles.rw, `TRUNCATE ${SCHEMA}.${table}`)).rejects.toMatchObject({ code: '42501' });
  });
});
