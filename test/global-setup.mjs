// One PostgreSQL for the whole run, found through the environment:
//   TEST_DATABASE_URL                                              the superuser, on the database `postgres`
//   TEST_MIGRATOR_URL, TEST_PLATFORM_URL, TEST_APP_URL             the product's logins, on the database `fieldpilot`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export default async function startTestCluster() {
  // A group of its own: Ctrl-C reaches jest, and the cluster notices that jest is gone.
  const cluster = spawn(process.execPath, ['--no-warnings', 'scripts/run-ts.mjs', 'test/test-cluster.ts'], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { url, migratorUrl, platformUrl, appUrl } = await answerOf(cluster);
  Object.assign(process.env, {
    TEST_DATABASE_URL: url,
    TEST_MIGRATOR_URL: migratorUrl,
    TEST_PLATFORM_URL: platformUrl,
    TEST_APP_URL: appUrl,
  });
  cluster.unref();
  cluster.stdin.unref();
  globalThis.testCluster = cluster;
}

async function answerOf(cluster) {
  const lines = createInterface(cluster.stdout);
  const [line] = await Promise.race([once(lines, 'line'), once(cluster, 'exit')]);
  lines.close();
  cluster.stdout.destroy();
  if (typeof line !== 'string') throw new Error('The PostgreSQL for the tests did not start; the reason stands above.');
  return JSON.parse(line);
}
