import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '#libs/testing';
import { isDone, isRefused, made, putUnderLoad } from './load.js';
import type { ProductInUse } from './product-in-use.js';
import { freeze } from './server-processes.js';

/** The results of clients while PostgreSQL is frozen for so long, and afterwards. */
export async function whileFrozen(use: ProductInUse, seconds: number) {
  const load = putUnderLoad(use, 20);
  await waitUntil(() => Promise.resolve(load.answers.filter(isDone).length > 50));
  const thaw = freeze(use.dataDir);
  const before = load.answers.length;
  await delay(seconds * 1_000);
  const health = { live: await use.health('live'), ready: await use.health('ready') };
  const answers = load.answers.slice(before);
  thaw();
  const thawedAt = performance.now();
  await waitUntil(async () => (await use.health('ready')) === 200);
  await waitUntil(async () => isDone(await use.create()));
  const healthyAfter = performance.now() - thawedAt;
  const all = await load.stop();
  const written = made(all);
  return {
    health,
    // sent before the freeze, and answered by what had left the server
    odd: answers.filter((answer) => !isRefused(answer)).slice(20),
    unexpected: all.filter((answer) => !isRefused(answer) && !isDone(answer)),
    slowest: Math.max(...all.map(({ milliseconds }) => milliseconds)),
    refused: answers.filter(isRefused).length,
    healthyAfter,
    lost: written.length - (await use.found(written)).length,
  };
}
