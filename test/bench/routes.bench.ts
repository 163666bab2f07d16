import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arenaOf, POOL_SIZE, startFloor, type Arena } from './arena.js';
import type { Bench, Setting } from './bench.js';
import { fillAround } from './fill-around.js';
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
  run: async (setting) => {
    const arena = await arenaOf(setting);
    await inSchema(arena.server, arena.schema, async (client) => {
      await fillAround(client, setting.number(5_000, 5_000, 100));
      await fillStock(client, setting.number(10_000, 10_000, 100));
    });
    const routes = await Routes.all(arena.ports.product, arena.token);
    const ports = await startFloors(setting, arena, routes);
    const results = [];
    for (const route of routes) {
      await assertSameRows(ports, arena.token, route);
      results.push(await measured(setting, ports, arena.token, route));
    }
    return results;
  },
};

async function startFloors(setting: Setting, arena: Arena, routes: readonly Route[]): Promise<Ports> {
  const { server, schema } = arena;
  const recording = join(server.dataDir, 'recording.json');
  writeFileSync(recording, JSON.stringify(await record(server, routes, arena.token)));
  const given = { databaseUrl: server.superuserUrl, schema, poolSize: POOL_SIZE, recording, pageSize: PAGE_SIZE };
  return {
    product: arena.ports.product,
    floor: await startFloor(setting, 'replay', { ...given, isBest: false }),
    best: await startFloor(setting, 'replay', { ...given, isBest: true }),
  };
}

async function measured(setting: Setting, ports: Ports, token: string, { template, paths }: Route) {
  const requests = paths.map((path) => request('GET', path, token));
  const contenders = (seconds: number) => ({
    product: () => load(ports.product, seconds, requests),
    floor: () => load(ports.floor, seconds, requests),
    best: () => load(ports.best, seconds, requests),
  });
  await eachInTurn(1, contenders(setting.number(1, 0.2, 0.05)));
  const loads = await eachInTurn(setting.number(3, 2, 1), contenders(setting.number(1.5, 0.35, 0.05)));
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
  /** Of members of a team, who have no other. */
  readonly userId?: string;
  /** Of stock at a location. */
  readonly partId?: string;
}

/** Floors that answer other rows would be floors of something else. */
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
