import { fileURLToPath } from 'node:url';
import type { AuthProductSettings } from './auth-product.js';
import type { Bench, BenchRun } from './bench.js';
import { load, request, requestsPerSecond } from './load.js';
import { startProcess } from './process.js';
import type { ProvisionedTenant } from '../../src/boot/provision-tenant.js';
import { addTenant, adminPassword, environment, freePort, signIn } from './product.js';
import { resultOf } from './result.js';
import { eachInTurn, inTurns, median } from './turns.js';

export const auth: Bench = {
  about:
    'a route that does nothing for whoever is signed in, by token and by API key, against the same one open to anybody; and how soon the process says that it lives while a hundred sign in, against an idle one',
  measure: async (run) => {
    const tenant = await run.withProduct((app) => addTenant(app, 'auth'));
    const port = await startAuthProduct(run);
    const token = await signIn(port, tenant);
    const credentials = { 'access token': token, 'API key': await apiKey(port, token) };
    const measure = (path: string, credential: string, seconds: number) => () =>
      requestsPerSecond(port, seconds, [request('GET', path, credential)]);
    const results = [];
    for (const [name, credential] of Object.entries(credentials)) {
      const contenders = (seconds: number) => ({
        product: measure('/v1/nothing/protected', credential, seconds),
        floor: measure('/v1/nothing/open', credential, seconds),
      });
      await inTurns(1, contenders(run.number(4, 2, 0.05)));
      const measured = await inTurns(run.number(9, 5, 1), contenders(run.number(3, 2, 0.1)));
      results.push(resultOf(name, 'requests/s', measured));
    }
    results.push(resultOf('alive while 100 sign in, p99', 'ms', await alive(run, port, tenant)));
    return results;
  },
};

/** The 99th percentile of `/health/live`, asked one time after the other: during sign-ins a hundred at once, and without them. */
async function alive(run: BenchRun, port: number, tenant: ProvisionedTenant) {
  const asked = [request('GET', '/health/live', 'none')];
  const p99 = async () => (await load(port, run.number(5, 3, 0.3), asked, 1)).p99;
  const seen = await eachInTurn(run.number(5, 3, 1), {
    floor: p99,
    product: () => duringSignIns(port, tenant, p99),
  });
  return { product: median(seen.product), floor: median(seen.floor) };
}

/** Some are refused because too many passwords wait to be checked, as they should be. */
async function duringSignIns<T>(port: number, { slug, admin }: ProvisionedTenant, work: () => Promise<T>): Promise<T> {
  const body = JSON.stringify({ tenant: slug, email: admin.email, password: adminPassword });
  const headers = { 'content-type': 'application/json' };
  const attempt = async () =>
    (await fetch(`http://127.0.0.1:${port}/v1/auth/login`, { method: 'POST', headers, body })).arrayBuffer();
  let isDone = false;
  const attempts = (async () => {
    while (!isDone) await Promise.all(Array.from({ length: 100 }, attempt));
  })();
  const result = await work().finally(() => (isDone = true));
  await attempts;
  return result;
}

async function startAuthProduct(run: BenchRun): Promise<number> {
  const server = await run.server();
  const port = await freePort();
  const given: AuthProductSettings = { port, environment: environment(server), urls: server.urls };
  const [loader, file] = ['../../scripts/run-ts.mjs', 'auth-product.ts'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const words = ['--enable-source-maps', loader!, file!, JSON.stringify(given)];
  const product = startProcess('the product', words, { cwd: server.dataDir });
  run.defer(() => product.close());
  await product.until(async () => (await fetch(`http://127.0.0.1:${port}/v1/nothing/open`)).ok);
  return port;
}

async function apiKey(port: number, token: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'Benchmark', scopes: ['users:read'] }),
  });
  if (!response.ok) throw new Error(`No API key was made: ${await response.text()}`);
  const { key } = (await response.json()) as { key: string };
  return key;
}
