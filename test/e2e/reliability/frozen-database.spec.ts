import { jest } from '@jest/globals';
import { postmasterOf } from '../tenancy/product-process.js';
import { whileFrozen } from './frozen-database.js';
import { isDone, isRefused } from './load.js';
import { useProduct, type ProductInUse } from './product-in-use.js';
import { backendsOf } from './server-processes.js';

// processes start several times slower while others do
jest.setTimeout(120_000);

let use: ProductInUse | undefined;

beforeAll(async () => {
  use = await useProduct();
});

it('refuses within five seconds what a frozen PostgreSQL does not answer, and goes on when it thaws', async () => {
  const seen = await whileFrozen(use!, 6);
  expect(seen).toMatchObject({ health: { live: 200, ready: 503 }, odd: [], unexpected: [], lost: 0 });
  expect(seen.slowest).toBeLessThan(5_000);
  expect(seen.healthyAfter).toBeLessThan(5_000);
  expect(seen.refused).toBeGreaterThan(10);
});

it('closes single dead connections, and serves everything else', async () => {
  await Promise.all(Array.from({ length: 10 }, use!.list));
  const dead = backendsOf(postmasterOf(use!.dataDir)!).slice(0, 3);
  for (const pid of dead) process.kill(pid, 'SIGSTOP');
  const answers = await Promise.all(Array.from({ length: 40 }, use!.list));
  for (const pid of dead) process.kill(pid, 'SIGCONT');
  expect(answers.filter((answer) => !isDone(answer) && !isRefused(answer))).toEqual([]);
  expect(answers.filter(isRefused).length).toBeLessThanOrEqual(dead.length);
  expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(5_000);
});
