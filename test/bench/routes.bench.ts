import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparisonOf, POOL_SIZE, startFloor, type Comparison } from './comparison.js';
import type { Bench, BenchRun } from './bench.js';
import { fillOtherTables } from './fill-other-tables.js';
import { fillStock } from './fill-stock.js';
import { load, request, type Load } from './load.js';
import { record } from './record.js';
import { resultOf } from './result.js';
import { PAGE_SIZE, Routes, type Route } from './routes.js';
import { inSchema } from './server.js';
import { eachInTurn, median } from './turns.js';

type Contender = 'product' | 'floor' | 'best';
type Ports = Readonly<Record<Contender, number>>;

export const http: Bench = {
  about:
    'all lists and single resources of the document, against bare Fastify + pg with the same statements: the usual way, and the best known',
  measure: async (run) => {
    const comparison = await comparisonOf(run);
    await inSchema(comparison.server, comparison.schema, async (client) => {
      await fillOtherTables(client, run.number(5_000, 5_000, 100));
      await fillStock(client, run.number(10_000, 10_000, 100));
    });
    const routes = await Routes.all(comparison.ports.product, comparison.token);
    const ports = await startFloors(run, comparison, routes);
    const results = [];
    for (const route of routes) {
      await assertSameRows(ports, comparison.token, route);
      results.push(await measured(run, ports, comparison.token, route));
    }
    return results;
  },
};

export async function startFloors(run: BenchRun, comparison: Comparison, routes: readonly Route[]): Promise<Ports> {
  const { server, schema } = comparison;
  const recording = join(server.dataDir, 'recording.json');
  writeFileSync(recording, JSON.stringify(await record(server, routes, comparison.token)));
  const given = { databaseUrl: server.superuserUrl, schema, poolSize: POOL_SIZE, recording, pageSize: PAGE_SIZE };
  return {
    product: comparison.ports.product,
    floor: await startFloor(run, 'replay', { ...given, isBest: false }),
    best: await startFloor(run, 'replay', { ...given, isBest: true }),
  };
}

async function measured(run: BenchRun, ports: Ports, token: string, { template, paths }: Route) {
  const requests = paths.map((path) => request('GET', path, token));
  const contenders = (seconds: number) => ({
    product: () => load(ports.product, seconds, requests),
    floor: () => load(ports.floor, seconds, requests),
    best: () => load(ports.best, seconds, requests),
  });
  await eachInTurn(1, contenders(run.number(1, 0.2, 0.05)));
  const loads = await eachInTurn(run.number(3, 2, 1), contenders(run.number(1.5, 0.35, 0.05)));
  const { product, floor, best } = mediansOf(loads, ({ perSecond }) => perSecond);
  const p99 = mediansOf(loads, (each) => each.p99);
  return resultOf(template, 'requests/s', { product, floor, best, p99 });
}

function mediansOf(loads: Readonly<Record<Contender, readonly Load[]>>, of: (load: Load) => number) {
  return {
    product: median(loads.product.map(of)),
    floor: median(loads.floor.map(of)),
    best: median(loads.best.map(of)),
  };
}

interface Row {
  readonly id?: string;
  /** The id of members of a team, which have no `id`. */
  readonly userId?: string;
  /** Of stock at a location. */
  readonly partId?: string;
}

/** The comparison is fair only when the floors return the same rows as the product. */
async function assertSameRows(ports: Ports, token: string, { isList, paths, template }: Route): Promise<void> {
  const idsFrom = async (port: number, path: string): Promise<unknown[]> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const answer = (await response.json()) as Row & { readonly data: readonly Row[] };
    return (isList ? answer.data : [answer]).map(({ id, userId, partId }) => id ?? userId ?? partId);
  };
  for (const path of paths) {
    const expected = await idsFrom(ports.product, path);
    for (const name of ['floor', 'best'] as const)
      deepStrictEqual(await idsFrom(ports[name], path), expected, `${name} answers ${template} differently`);
  }
}
