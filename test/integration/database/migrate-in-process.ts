// Migrates all tenants in a separate process, one at a time, and prints each.
import { Pool } from 'pg';
import { migrateTenants } from '../../../libs/migrations/migrate-tenants.js';

const [url, folder] = process.argv.slice(2);
const pool = new Pool({ connectionString: url });
await migrateTenants(pool, {
  isolation: 'role',
  folder: folder!,
  parallel: 1,
  onTenant: (schema) => process.stdout.write(`${schema}\n`),
});
await pool.end();
