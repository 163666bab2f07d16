import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { POOL_SIZE, startFloor } from './comparison.js';
import type { Bench, BenchRun } from './bench.js';
import { fillStock } from './fill-stock.js';
import { load, request } from './load.js';
import { addTenant, signIn, startProduct } from './product.js';
import { record } from './record.js';
import { resultOf, type BenchResult } from './result.js';
import { PAGE_SIZE, type Route } from './routes.js';
import { inSchema, type BenchServer } from './server.js';
import { stockAsOf } from './stock-as-of.js';
import { inTurns } from './turns.js';

type Ports = readonly number[];

interface Stockroom {
  readonly server: BenchServer;
  readonly schema: string;
  readonly token: string;
  readonly userId: string;
  /** Of the part that everybody takes. */
  readonly partId: string;
  /** Two processes of the product. */
  readonly product: Ports;
}

const ISSUES = 500;

export const inventory: Bench = {
  about:
    '500 issues of one part at once, from two processes, against the bare conditional UPDATE and INSERT; the stock of a part as of a date against the bare sum; pages of 50 out of 100,000 parts against bare Fastify + pg with the same statements',
  measure: async (run) => {
    const room = await openStockroom(run);
    await assertExact(room);
    const asOf = await stockAsOf(run, { ...room, port: room.product[0]! });
    return [await issues(run, room), asOf, ...(await lists(run, room))];
  },
};

async function openStockroom(run: BenchRun): Promise<Stockroom> {
  const server = await run.server();
  const tenant = await run.withProduct((app) => addTenant(app, 'stock'));
  const { schema } = tenant;
  const ids = await inSchema(server, schema, async (client) => {
    await client.query(`update entitlements set limit_value = 1e12 where name = 'api_calls'`);
    await fillStock(client, run.number(100_000, 100_000, 1_000));
    const { rows } = await client.query<{ user_id: string; part_id: string }>(`select u.id as user_id, p.id as part_id
      from users as u, inventory_parts as p where u.role = 'admin' order by p.part_number limit 1`);
    return rows[0]!;
  });
  const processes = [await startProduct(server), await startProduct(server)];
  for (const each of processes) run.defer(() => each.close());
  const product = processes.map(({ port }) => port);
  const token = await signIn(product[0]!, tenant);
  return { server, schema, token, userId: ids.user_id, partId: ids.part_id, product };
}

/** So many in the main store, and as many in total. */
function putInStock({ server, schema, partId }: Stockroom, quantity: number): Promise<void> {
  return inSchema(server, schema, async (client) => {
    const store = `(select id from stock_locations where is_default)`;
    await client.query(`delete from inventory_stock where part_id = $1 and location_id <> ${store}`, [partId]);
    await client.query(`update inventory_stock set quantity = $2, value = 1000 where part_id = $1`, [partId, quantity]);
    const total = 'update inventory_parts set quantity_in_stock = $2, stock_value = 1000 where id = $1';
    await client.query(total, [partId, quantity]);
  });
}

/** All at once, for fewer than are asked for: exactly those get through, and all others are told that nothing is left. */
async function assertExact(room: Stockroom): Promise<void> {
  const there = 300;
  await putInStock(room, there);
  const calls = Array.from({ length: ISSUES }, async (_, n) => {
    const url = `http://127.0.0.1:${room.product[n % 2]!}/v1/parts/${room.partId}/issue`;
    const headers = { authorization: `Bearer ${room.token}`, 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: '{"quantity":1}' })).status;
  });
  const statuses = await Promise.all(calls);
  const counted = [201, 409].map((status) => statuses.filter((each) => each === status).length);
  deepStrictEqual(counted, [there, ISSUES - there], `answered ${[...new Set(statuses)].join()}`);
  const left = await inSchema(room.server, room.schema, async (client) => {
    const text =
      'select quantity_in_stock as quantity, stock_value::float8 as value from inventory_parts where id = $1';
    return (await client.query<{ quantity: number; value: number }>(text, [room.partId])).rows[0];
  });
  deepStrictEqual({ ...left }, { quantity: 0, value: 0 });
}

async function issues(run: BenchRun, room: Stockroom): Promise<BenchResult> {
  const { server, schema, userId, partId, token, product } = room;
  const floors = async (isBest: boolean): Promise<Ports> => {
    const given = { databaseUrl: server.superuserUrl, schema, poolSize: POOL_SIZE, userId, isBest };
    return [await startFloor(run, 'stock', given), await startFloor(run, 'stock', given)];
  };
  const [usual, best] = [await floors(false), await floors(true)];
  await putInStock(room, 1_000_000_000);
  const asked = [request('POST', `/v1/parts/${partId}/issue`, token, { quantity: 1 })];
  const measure = (ports: Ports, seconds: number) => async () => {
    const both = await Promise.all(ports.map((port) => load(port, seconds, asked)));
    return both.reduce((sum, { perSecond }) => sum + perSecond, 0);
  };
  const contenders = (seconds: number) => ({
    product: measure(product, seconds),
    floor: measure(usual, seconds),
    best: measure(best, seconds),
  });
  await inTurns(1, contenders(run.number(3, 1, 0.05)));
  const measured = await inTurns(run.number(5, 3, 1), contenders(run.number(4, 1.5, 0.1)));
  return resultOf('issue', 'requests/s', measured);
}

/** A page in each order, and for each filter. */
const queries = {
  'parts by name': '',
  'parts by number': 'sort=partNumber',
  'parts, least first': 'sort=quantityInStock',
  'parts, latest change first': 'sort=-updatedAt',
  'parts of a category': 'category=category%2077',
  'parts of a maker': 'manufacturer=maker%2077',
  'parts of a supplier': 'supplierName=supplier%2077',
  'inactive parts': 'active=false',
  'parts low on stock': 'lowStock=true',
  'parts found': 'q=P-004711',
};

async function lists(run: BenchRun, { server, schema, token, product }: Stockroom): Promise<BenchResult[]> {
  const routes = Object.entries(queries).map(([template, query]): Route => {
    return { template, isList: true, paths: [`/v1/parts?limit=${PAGE_SIZE}${query && `&${query}`}`] };
  });
  const recording = join(server.dataDir, 'parts.json');
  writeFileSync(recording, JSON.stringify(await record(server, routes, token)));
  const given = { databaseUrl: server.superuserUrl, schema, poolSize: POOL_SIZE, recording, pageSize: PAGE_SIZE };
  const floor = await startFloor(run, 'replay', { ...given, isBest: false });
  const best = await startFloor(run, 'replay', { ...given, isBest: true });
  const results: BenchResult[] = [];
  for (const { template, paths } of routes) {
    const asked = [request('GET', paths[0]!, token)];
    const measure = (port: number, seconds: number) => async () => (await load(port, seconds, asked)).perSecond;
    const contenders = (seconds: number) => ({
      product: measure(product[0]!, seconds),
      floor: measure(floor, seconds),
      best: measure(best, seconds),
    });
    await inTurns(1, contenders(run.number(1, 0.15, 0.05)));
    const measured = await inTurns(run.number(5, 2, 1), contenders(run.number(2, 0.35, 0.05)));
    results.push(resultOf(template, 'requests/s', measured));
  }
  return results;
}
