import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { waitUntil } from '#libs/testing';
import { postmasterOf } from '../tenancy/product-process.js';
import { isDone, isRefused, made, putUnderLoad } from './load.js';
import type { ProductInUse } from './product-in-use.js';
import { backendsOf } from './server-processes.js';

/** Ways to lose connections, from one process of the server to all of them. */
export const crashes = {
  'a killed backend': async ({ dataDir }: ProductInUse) =>
    process.kill(backendsOf(postmasterOf(dataDir)!)[0]!, 'SIGKILL'),
  'a killed postmaster': async ({ dataDir }: ProductInUse) => process.kill(postmasterOf(dataDir)!, 'SIGKILL'),
  'terminated backends': async ({ dataDir }: ProductInUse) => terminateAll(dataDir),
};
export type Crash = keyof typeof crashes;

async function terminateAll(dataDir: string): Promise<void> {
  const client = await connect(dataDir);
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename like 'fp\\_%'`);
  await client.end();
}

async function connect(dataDir: string): Promise<pg.Client> {
  const read = (name: string): string => readFileSync(join(dataDir, 'postgres', name), 'utf8').trim();
  const password = read('cluster/superuser-password');
  const client = new pg.Client({ host: '127.0.0.1', port: Number(read('port')), user: 'postgres', password });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Once the server itself takes connections. */
const serverIsBack = (dataDir: string): Promise<true> =>
  waitUntil(() =>
    connect(dataDir).then(
      (client) => client.end().then(() => true as const),
      () => false as const,
    ),
  );

/** The results of clients during these crashes, one after the other, and afterwards. */
export async function whileCrashing(use: ProductInUse, rounds: readonly Crash[]) {
  const load = putUnderLoad(use, 10);
  let unhealthyFor = 0;
  for (const round of rounds) {
    const before = load.answers.filter(isDone).length;
    await waitUntil(() => Promise.resolve(load.answers.filter(isDone).length > before + 50));
    await crashes[round](use);
    // until all processes have noticed
    await delay(300);
    await serverIsBack(use.dataDir);
    const backAt = performance.now();
    await waitUntil(async () => (await use.health('ready')) === 200 && isDone(await use.create()));
    unhealthyFor = Math.max(unhealthyFor, performance.now() - backAt);
  }
  const all = await load.stop();
  const written = made(all);
  return {
    unexpected: all.filter((answer) => !isDone(answer) && !isRefused(answer)),
    unhealthyFor,
    refused: all.filter(isRefused).length,
    written: written.length,
    lost: written.length - (await use.found(written)).length,
  };
}
