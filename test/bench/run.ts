import 'reflect-metadata';
import { BenchRun, type Bench } from './bench.js';
import { circumstancesOf, textOf } from './circumstances.js';
import { tableOf } from './result.js';

/** By name; each module is loaded only when its benchmark runs. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  provision: async () => (await import('./provision.bench.js')).provision,
  signup: async () => (await import('./signup.bench.js')).signup,
  generate: async () => (await import('./generate.bench.js')).generate,
  list: async () => (await import('./http.bench.js')).list,
  get: async () => (await import('./http.bench.js')).get,
  http: async () => (await import('./routes.bench.js')).http,
  host: async () => (await import('./host.bench.js')).host,
  conventions: async () => (await import('./conventions.bench.js')).conventions,
  create: async () => (await import('./http.bench.js')).createWorkOrder,
  auth: async () => (await import('./auth.bench.js')).auth,
  inventory: async () => (await import('./inventory.bench.js')).inventory,
  reports: async () => (await import('./reports.bench.js')).reports,
};
const options = ['--json', '--full', '--quick'];

const words = process.argv.slice(2);
const names = words.filter((word) => !options.includes(word));
if (names.length === 0 || names.some((name) => !Object.hasOwn(benches, name))) {
  process.stderr.write(`Usage: npm run bench -- <${Object.keys(benches).join('|')}>… [${options.join('] [')}]\n`);
  process.exit(2);
}

const size = words.includes('--full') ? 'full' : words.includes('--quick') ? 'quick' : 'usual';
const run = new BenchRun(size);
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interrupted = true;
    void run.end().finally(() => process.exit(130));
  });
}

async function runAll(): Promise<void> {
  const circumstances = await circumstancesOf(await run.server());
  const isJson = words.includes('--json');
  process.stdout.write(`${isJson ? JSON.stringify({ size, ...circumstances }) : textOf(size, circumstances)}\n`);
  for (const name of names) {
    const bench = await benches[name]!();
    process.stderr.write(`${name}: ${bench.about}\n`);
    const results = await bench.measure(run);
    const text = isJson ? JSON.stringify({ name, results }) : tableOf(results);
    process.stdout.write(`${text}\n`);
  }
}

try {
  await runAll();
} catch (error) {
  // after an interruption the benchmark fails because its processes are being stopped
  if (!interrupted) throw error;
} finally {
  await run.end();
}
