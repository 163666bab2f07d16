import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { loadConfig, type AppConfig } from '#libs/config';
import { createWorker } from '../../src/boot/application.js';
import { provisionTenant, type ProvisionedTenant } from '../../src/boot/provision-tenant.js';
import { startProcess } from './process.js';
import type { BenchServer } from './server.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const secrets = Object.fromEntries(
  ['JWT_SECRET', 'CURSOR_SECRET', 'ENCRYPTION_KEY'].map((name) => [name, randomBytes(32).toString('base64')]),
);

/** Limits stay on, because checking them is part of the cost of a request, but are too high to be reached. */
const boundlessLimits = {
  RATE_LIMIT_TENANT: '10000000/10',
  RATE_LIMIT_PRINCIPAL: '10000000/10',
  RATE_LIMIT_NETWORK: '10000000/10',
};

/** The settings of production, but with the embedded PostgreSQL, which the product finds running in this data directory. */
export function environment({ dataDir }: BenchServer): Record<string, string> {
  const own = { NODE_ENV: 'production', HOST: '127.0.0.1', FIELDPILOT_DATA: dataDir };
  return { ...secrets, ...own, ...boundlessLimits };
}

/** The product without HTTP and without scheduled jobs, which the benchmark runs itself. */
export function openProduct(server: BenchServer): Promise<INestApplicationContext> {
  return createWorker({ config: productConfig(server), urls: server.urls });
}

/** The configuration of a product in the same process as the benchmark. */
export function productConfig(server: BenchServer, more: Readonly<Record<string, string>> = {}): AppConfig {
  return loadConfig({ ...environment(server), ROLE: 'api', LOG_LEVEL: 'warn', ...more });
}

export interface RunningProduct {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the production build as a separate process and waits until it is ready. */
export async function startProduct(
  server: BenchServer,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningProduct> {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The product could not be built.');
  const port = await freePort();
  const words = ['--enable-source-maps', `${root}dist/src/main.js`];
  // not influenced by the developer's environment or the .env file of the checkout
  const env = { ...environment(server), ...more, PORT: String(port) };
  const product = startProcess('the product', words, { cwd: server.dataDir, env });
  await product.until(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok);
  return { port, close: product.close };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export const adminPassword = 'correct horse battery staple';

export function addTenant(app: INestApplicationContext, slug: string): Promise<ProvisionedTenant> {
  return provisionTenant(app, { slug, name: slug }, { password: adminPassword, firstName: 'Ada', lastName: 'Admin' });
}

/** Signs in over HTTP and returns the access token. */
export async function signIn(port: number, { slug, admin }: ProvisionedTenant): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: slug, email: admin.email, password: adminPassword }),
  });
  if (!response.ok) throw new Error(`Signing in failed: ${await response.text()}`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return accessToken;
}
