import { fileURLToPath } from 'node:url';
import { comparisonOf, type Comparison } from './comparison.js';
import { assertSameAnswer } from './agreement.js';
import type { Bench, BenchRun } from './bench.js';
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
  measure: async (run) => {
    const comparison = await comparisonOf(run);
    const plain = await startPlainProduct(run, comparison);
    const results = [];
    for (const [name, questions] of Object.entries(cases)) {
      const asked = questions(comparison.ids);
      for (const question of asked.slice(0, 10))
        await assertSameAnswer(comparison.ports.product, plain, comparison.token, question);
      const requests = asked.map(({ method, path, body }) => request(method, path, comparison.token, body));
      const contenders = (seconds: number) => ({
        product: () => requestsPerSecond(comparison.ports.product, seconds, requests),
        floor: () => requestsPerSecond(plain, seconds, requests),
      });
      await inTurns(1, contenders(run.number(4, 1, 0.05)));
      results.push(resultOf(name, 'requests/s', await inTurns(run.number(9, 5, 1), contenders(run.number(3, 2, 0.1)))));
    }
    return results;
  },
};

async function startPlainProduct(run: BenchRun, { server }: Comparison): Promise<number> {
  const port = await freePort();
  const given: PlainProductSettings = { port, environment: environment(server), urls: server.urls };
  const [loader, file] = ['../../scripts/run-ts.mjs', 'plain-product.ts'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const words = ['--enable-source-maps', loader!, file!, JSON.stringify(given)];
  const product = startProcess('the product without conventions', words, { cwd: server.dataDir });
  run.defer(() => product.close());
  // without the conventions errors have other statuses than usual, so any error shows that it is up
  await product.until(async () => (await fetch(`http://127.0.0.1:${port}/v1/me`)).status >= 400);
  return port;
}
