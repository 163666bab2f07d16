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

/** Calls are held to limits, which is part of what they cost, and never come near them. */
const boundlessLimits = {
  RATE_LIMIT_TENANT: '10000000/10',
  RATE_LIMIT_PRINCIPAL: '10000000/10',
  RATE_LIMIT_NETWORK: '10000000/10',
};

/** As in production, but with the embedded PostgreSQL: in this data folder the product finds it running and joins. */
export function environment({ dataDir }: BenchServer): Record<string, string> {
  const own = { NODE_ENV: 'production', HOST: '127.0.0.1', FIELDPILOT_DATA: dataDir };
  return { ...secrets, ...own, ...boundlessLimits };
}

/** Without HTTP and without regular jobs, which a benchmark starts itself. */
export function openProduct(server: BenchServer): Promise<INestApplicationContext> {
  return createWorker({ config: productConfig(server), urls: server.urls });
}

/** Of a product in this very process. */
export function productConfig(server: BenchServer): AppConfig {
  return loadConfig({ ...environment(server), ROLE: 'api', LOG_LEVEL: 'warn' });
}

export interface RunningProduct {
  readonly port: number;
  close(): Promise<void>;
}

/** The real build in a process of its own, ready to answer. */
export async function startProduct(server: BenchServer): Promise<RunningProduct> {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The product could not be built.');
  const port = await freePort();
  const words = ['--enable-source-maps', `${root}dist/src/main.js`];
  // neither the developer's environment nor the .env of the checkout
  const env = { ...environment(server), PORT: String(port) };
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

/** An access token such as a browser gets. */
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
