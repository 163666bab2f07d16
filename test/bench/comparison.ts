import { fileURLToPath } from 'node:url';
import type { ProvisionedTenant } from '../../src/boot/provision-tenant.js';
import type { BenchRun } from './bench.js';
import { fill } from './fill.js';
import { startProcess } from './process.js';
import { addTenant, freePort, signIn, startProduct } from './product.js';
import { inSchema, type BenchServer } from './server.js';

export const POOL_SIZE = 10;

/** The product and its two floors as separate processes that serve the same rows of one tenant. */
export interface Comparison {
  readonly ports: { readonly product: number; readonly floor: number; readonly best: number };
  /** The access token of an administrator, which the floors ignore. */
  readonly token: string;
  readonly ids: Ids;
  readonly server: BenchServer;
  readonly tenant: ProvisionedTenant;
  /** The schema of the tenant. */
  readonly schema: string;
}

export interface Ids {
  readonly workOrders: readonly string[];
  readonly equipment: readonly string[];
  readonly technicians: readonly string[];
}

const comparisons = new WeakMap<BenchRun, Promise<Comparison>>();

/** The benchmarks of a run share one. */
export function comparisonOf(run: BenchRun): Promise<Comparison> {
  const comparison = comparisons.get(run) ?? build(run);
  comparisons.set(run, comparison);
  return comparison;
}

async function build(run: BenchRun): Promise<Comparison> {
  const server = await run.server();
  const tenant = await run.withProduct((app) => addTenant(app, 'bench'));
  const { schema } = tenant;
  const rows = {
    workOrders: run.number(100_000, 100_000, 2_000),
    equipment: run.number(10_000, 10_000, 100),
    users: run.number(200, 200, 10),
  };
  const { ids, userId } = await inSchema(server, schema, async (client) => {
    await fill(client, rows);
    const all = async (query: string): Promise<string[]> =>
      (await client.query<{ id: string }>(query)).rows.map((row) => row.id);
    const [userId] = await all(`select id from users where role = 'admin'`);
    const ids = {
      workOrders: await all('select id from tasks order by md5(id::text) limit 5000'),
      equipment: await all('select id from equipment order by md5(id::text)'),
      technicians: await all(`select id from users where role = 'technician' order by md5(id::text)`),
    };
    return { ids, userId: userId! };
  });
  const product = await startProduct(server);
  run.defer(() => product.close());
  const floor = { databaseUrl: server.superuserUrl, schema, poolSize: POOL_SIZE, userId };
  const ports = {
    product: product.port,
    floor: await startFloor(run, 'usual', floor),
    best: await startFloor(run, 'best', floor),
  };
  return { ports, token: await signIn(product.port, tenant), ids, server, tenant, schema };
}

/** @param given the settings of the floor, except for its port */
export async function startFloor(run: BenchRun, name: string, given: object): Promise<number> {
  const port = await freePort();
  const [loader, file] = ['../../scripts/run-ts.mjs', `floors/${name}.floor.ts`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const floor = startProcess(`the ${name} floor`, [loader!, file!, JSON.stringify({ ...given, port })], {});
  run.defer(() => floor.close());
  await floor.until(async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 404);
  return port;
}
