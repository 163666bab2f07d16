import { fileURLToPath } from 'node:url';
import { arenaOf, type Arena } from './arena.js';
import { assertSameAnswer } from './agreement.js';
import type { Bench, Setting } from './bench.js';
import { create, pages, single, type Questions } from './http.bench.js';
import { request, requestsPerSecond } from './load.js';
import type { PlainProductSettings } from './plain-product.js';
import { startProcess } from './process.js';
import { environment, freePort } from './product.js';
import { resultOf } from './result.js';
import { inTurns } from './turns.js';

const cases: Readonly<Record<string, Questions>> = { list: pages, get: single, create: create(false) };

export const conventions: Bench = {
  about:
    'the product against itself without what the conventions of the API add: limits, tags, links, keys, checks of undeclared input, security headers',
  run: async (setting) => {
    const arena = await arenaOf(setting);
    const plain = await startPlainProduct(setting, arena);
    const results = [];
    for (const [name, questions] of Object.entries(cases)) {
      const asked = questions(arena.ids);
      for (const question of asked.slice(0, 10))
        await assertSameAnswer(arena.ports.product, plain, arena.token, question);
      const requests = asked.map(({ method, path, body }) => request(method, path, arena.token, body));
      const contenders = (seconds: number) => ({
        product: () => requestsPerSecond(arena.ports.product, seconds, requests),
        floor: () => requestsPerSecond(plain, seconds, requests),
      });
      await inTurns(1, contenders(setting.number(4, 1, 0.05)));
      results.push(
        resultOf(name, 'requests/s', await inTurns(setting.number(9, 5, 1), contenders(setting.number(3, 2, 0.1)))),
      );
    }
    return results;
  },
};

async function startPlainProduct(setting: Setting, { server }: Arena): Promise<number> {
  const port = await freePort();
  const given: PlainProductSettings = { port, environment: environment(server), urls: server.urls };
  const [loader, file] = ['../../scripts/run-ts.mjs', 'plain-product.ts'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const words = ['--enable-source-maps', loader!, file!, JSON.stringify(given)];
  const product = startProcess('the product without conventions', words, { cwd: server.dataDir });
  setting.defer(() => product.close());
  // without the conventions not even a refusal is told well
  await product.until(async () => (await fetch(`http://127.0.0.1:${port}/v1/me`)).status >= 400);
  return port;
}
