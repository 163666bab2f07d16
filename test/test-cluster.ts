// Runs the one PostgreSQL of a jest run. It lives as long as its standard input is open: however jest ends, even by
// kill -9, the pipe closes and server and folder go.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '../libs/kernel/startup-error.js';
import { startEmbeddedPostgres } from '../libs/postgres-server/embedded/embedded-postgres.js';
import { prepareLogins } from '../libs/postgres-server/logins/prepare-logins.js';

const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-test-'));
// as root the server runs under another account, which has to pass
chmodSync(dataDir, 0o711);

async function run(): Promise<void> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: () => undefined });
  try {
    const logins = await prepareLogins({ adminUrl: server.url, dataDir, production: false });
    if (server.notice) log(server.notice);
    process.stdout.write(`${JSON.stringify({ url: server.url, ...logins })}\n`);
    await released();
  } finally {
    await server.stop();
    rmSync(server.folder, { recursive: true, force: true });
  }
}

function released(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.resume().once('close', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof StartupError ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
// a pipe whose other end was killed can keep the process up
process.exit();
