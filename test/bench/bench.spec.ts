import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { everyNth } from '../support/sampling.js';
import { columns } from './floors/work-order.sql.js';
import type { BenchResult } from './result.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const names = ['provision', 'signup', 'generate', 'list', 'get', 'http', 'host', 'conventions', 'create'].concat(
  'auth',
  'inventory',
  'reports',
);
// Each benchmark starts a product, which takes seconds: some of them a day.
const tried = everyNth(6, names);

async function bench(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['--no-warnings', 'scripts/run-ts.mjs', 'test/bench/run.ts', ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, out, err };
}

describe('the benchmarks', () => {
  it('tell figure, floors and ratios as one line of JSON each', async () => {
    const { code, out, err } = await bench(...tried, '--quick', '--json');
    expect(`${code} ${err}`).toMatch(/^0 /);
    const [first, ...lines] = out.trim().split('\n');
    expect(JSON.parse(first!)).toMatchObject({ size: 'quick', cores: expect.any(Number), durability: { fsync: 'on' } });
    // a product in the benchmark's process writes its log there too
    const told = lines
      .map((line) => JSON.parse(line) as { name: string; results?: BenchResult[] })
      .filter((line): line is { name: string; results: BenchResult[] } => line.results !== undefined);
    expect(told.map(({ name }) => name)).toEqual(tried);
    for (const { figure, floor, ratio } of told.flatMap(({ results }) => results)) {
      expect(Math.min(figure, floor)).toBeGreaterThan(0);
      expect(ratio).toBeCloseTo(figure / floor, 1);
    }
  }, 300_000);

  it('compare with floors that answer every field of a work order', () => {
    const { components } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
      components: { schemas: Record<string, { required: string[] }> };
    };
    // what is worked out from the status the floors add after reading
    const fields = components.schemas['WorkOrder']!.required.filter((name) => name !== 'allowedTransitions');
    const missing = fields.filter((name) => !new RegExp(`\\b${name}\\b`).test(columns));
    expect(missing).toEqual([]);
  });

  it('say how they are called', async () => {
    const { code, err } = await bench('everything');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^Usage: npm run bench -- <provision\|signup\|generate\|list\|get\|http\|host\|conventions\|create\|auth\|inventory\|reports>/,
    );
  }, 30_000);
});
