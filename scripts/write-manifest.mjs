// Writes migrations/manifest.json: the catalogue after all migrations, read from a temporary database.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

const { startEmbeddedPostgres } = await importSource('libs/postgres-server/embedded/embedded-postgres.ts');
const { prepareLogins } = await importSource('libs/postgres-server/logins/prepare-logins.ts');
const { buildManifest } = await importSource('libs/migrations/build-manifest.ts');
const { manifestFile, manifestText } = await importSource('libs/migrations/manifest.ts');

async function freshManifest(server, dataDir) {
  const { migratorUrl } = await prepareLogins({ adminUrl: server.url, dataDir, production: false });
  const pool = new pg.Pool({ connectionString: migratorUrl });
  // The server may stop before the last connection is closed.
  pool.on('error', () => undefined);
  try {
    return await buildManifest(pool);
  } finally {
    await pool.end();
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-manifest-'));
// when root runs this, the server runs under another account, which must be able to enter the folder
chmodSync(dataDir, 0o711);
const server = await startEmbeddedPostgres({ dataDir, durable: false, log: () => undefined });
try {
  writeOrCheck(manifestFile(), manifestText(await freshManifest(server, dataDir)));
} finally {
  await server.stop();
  rmSync(server.folder, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
