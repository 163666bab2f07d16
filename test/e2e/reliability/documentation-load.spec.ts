import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { useProduct, type ProductInUse } from './product-in-use.js';

// processes start several times slower while others do
jest.setTimeout(120_000);

const MAX_GROWTH_MIB = 48;

let use: ProductInUse;

beforeAll(async () => {
  use = await useProduct({ RATE_LIMITS: 'off' });
});

it.each([
  ['/reference/scalar.js', 'identity'],
  ['/docs/assets/swagger-ui-bundle.js', 'gzip'],
  ['/openapi.yaml', 'gzip'],
])('200 downloads of %s (%s) at once need little more memory than one', async (path, encoding) => {
  const download = () => bytesOf(`${use.address}${path}`, encoding);
  const whole = await download();
  const before = residentMiB();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentMiB())), 5);
  const sizes = await Promise.all(Array.from({ length: 200 }, download));
  clearInterval(watch);
  expect(new Set(sizes)).toEqual(new Set([whole]));
  expect(most - before).toBeLessThan(MAX_GROWTH_MIB);
});

function bytesOf(url: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': encoding } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes)).on('error', reject);
    }).on('error', reject);
  });
}

function residentMiB(): number {
  const status = readFileSync(`/proc/${use.product.child.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
}
