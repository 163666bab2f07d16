import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migratePublic } from '#libs/migrations';
import { prepareLogins } from '#libs/postgres-server';
import { productUrls, superuserUrl } from './test-cluster-urls.js';

// One spec file creates the template and the others wait for it. The number is arbitrary.
const LOCK = 7_021_861;

/**
 * The template for the databases of all spec files, with logins and shared tables and without tenants. Created by the first file that
 * needs it; incomplete ones keep the name of a draft and are dropped.
 */
export async function templateDatabase(server: pg.Client): Promise<string> {
  const name = `fieldpilot_template_${createHash('sha256').update(superuserUrl()).digest('hex').slice(0, 8)}`;
  await server.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    const { rowCount } = await server.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await build(server, name);
  } finally {
    await server.query('select pg_advisory_unlock($1)', [LOCK]);
  }
  return name;
}

async function build(server: pg.Client, name: string): Promise<void> {
  const draft = `${name}_draft`;
  await server.query(`drop database if exists ${draft} with (force)`);
  await server.query(`create database ${draft} owner fp_migrator`);
  await prepare(draft);
  await server.query(`alter database ${draft} rename to ${name}`);
}

async function prepare(database: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-template-'));
  const { platformUrl, appUrl, migratorUrl } = productUrls(database);
  const databaseUrl = superuserUrl(database);
  const { isolation } = await prepareLogins({ databaseUrl, platformUrl, appUrl, dataDir, production: false });
  rmSync(dataDir, { recursive: true });
  const pool = new pg.Pool({ connectionString: migratorUrl, max: 1 });
  await migratePublic(pool, { isolation }).finally(() => pool.end());
}
