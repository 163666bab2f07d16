// `npm run check:clients`: makes clients of the committed API document with the generators that people use, compiles them, and runs a
// program in each language against the product with its demo. `npm run check:clients -- go python` runs some.
// What the machine lacks is skipped and said; generators and what they need are fetched by their languages' own tools.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, Missing } from './clients/command.mjs';
import { languages } from './clients/languages.mjs';
import { startProduct } from './clients/product.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const document = join(root, 'docs/openapi.json');
const work = join(root, 'node_modules/.cache/clients');
const run = Date.now().toString(36);

/** A fresh folder with the program; what was fetched into the one before is not kept, the tools have their own caches. */
function workFolder(name) {
  const at = join(work, name);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  cpSync(join(root, 'test/clients', name), at, { recursive: true });
  return at;
}

async function check(name, product) {
  const started = performance.now();
  const outcome = await attempt(name, product).catch((error) => ({
    result: error instanceof Missing ? 'skipped' : 'FAILED',
    note: error.message,
  }));
  return { name, ...outcome, seconds: (performance.now() - started) / 1000 };
}

async function attempt(name, product) {
  const at = workFolder(name);
  const [program, args] = await languages[name]({ at, document, root });
  const { settings } = await product;
  const note = await command(program, args, { cwd: at, env: { ...settings, NUMBER: `${name}-${run}` }, seconds: 60 });
  return { result: 'ok', note };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in languages));
if (unknown.length > 0) {
  process.stderr.write(`No language ${unknown.join(', ')}. There are: ${Object.keys(languages).join(', ')}\n`);
  process.exit(2);
}

await command(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, seconds: 240 });
const product = startProduct(root);
product.catch(() => {});
const results = [];
for (const name of Object.keys(languages))
  if (wanted.length === 0 || wanted.includes(name)) results.push(await check(name, product));
await product.then(
  ({ stop }) => stop(),
  () => {},
);

process.stdout.write('\n');
for (const { name, result, note, seconds } of results)
  process.stdout.write(`${result.padEnd(8)}${name.padEnd(11)}${seconds.toFixed(1).padStart(6)} s  ${note.trim()}\n`);
process.exitCode = results.some(({ result }) => result === 'FAILED') ? 1 : 0;
