import { fileURLToPath } from 'node:url';
import type { ProvisionedTenant } from '../../src/boot/provision-tenant.js';
import type { Setting } from './bench.js';
import { fill } from './fill.js';
import { startProcess } from './process.js';
import { addTenant, freePort, signIn, startProduct } from './product.js';
import { inSchema, type BenchServer } from './server.js';

export const POOL_SIZE = 10;

/** The product and its two floors side by side over the same rows of one tenant, each a process of its own. */
export interface Arena {
  readonly ports: { readonly product: number; readonly floor: number; readonly best: number };
  /** Of an administrator; the floors do not look at it. */
  readonly token: string;
  readonly ids: Ids;
  readonly server: BenchServer;
  readonly tenant: ProvisionedTenant;
  /** Of the tenant. */
  readonly schema: string;
}

export interface Ids {
  readonly workOrders: readonly string[];
  readonly equipment: readonly string[];
  readonly technicians: readonly string[];
}

const arenas = new WeakMap<Setting, Promise<Arena>>();

/** One for all benchmarks of a run. */
export function arenaOf(setting: Setting): Promise<Arena> {
  const arena = arenas.get(setting) ?? build(setting);
  arenas.set(setting, arena);
  return arena;
}

async function build(setting: Setting): Promise<Arena> {
  const server = await setting.server();
  const tenant = await setting.withProduct((app) => addTenant(app, 'bench'));
  const { schema } = tenant;
  const rows = {
    workOrders: setting.number(100_000, 100_000, 2_000),
    equipment: setting.number(10_000, 10_000, 100),
    users: setting.number(200, 200, 10),
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
  setting.defer(() => product.close());
  const floor = { databaseUrl: server.superuserUrl, schema, poolSize: POOL_SIZE, userId };
  const ports = {
    product: product.port,
    floor: await startFloor(setting, 'usual', floor),
    best: await startFloor(setting, 'best', floor),
  };
  return { ports, token: await signIn(product.port, tenant), ids, server, tenant, schema };
}

/** @param given what the floor is told beside its port */
export async function startFloor(setting: Setting, name: string, given: object): Promise<number> {
  const port = await freePort();
  const [loader, file] = ['../../scripts/run-ts.mjs', `floors/${name}.floor.ts`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const floor = startProcess(`the ${name} floor`, [loader!, file!, JSON.stringify({ ...given, port })], {});
  setting.defer(() => floor.close());
  await floor.until(async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 404);
  return port;
}
