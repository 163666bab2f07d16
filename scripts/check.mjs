// `npm run check` checks the sources without running the product; `npm run check -- types lint` runs single steps. Two steps run at a time;
// the summary comes last, after the output of failed steps.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const prettierFiles = '**/*.{ts,js,mjs,json,md,yml,yaml}';

// The longest steps are first, so that short ones fill the gaps.
const steps = [
  ['lint', 'eslint', '--max-warnings', '0', '.'],
  ['types', 'tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['format', 'prettier', '--check', '--log-level', 'warn', prettierFiles],
  ['generated', 'node', 'scripts/check-generated.mjs'],
  ['api document', 'node', 'scripts/lint-spec.mjs'],
  ['api changes', 'node', 'scripts/check-api-changes.mjs'],
  ['boundaries', 'node', 'scripts/check-boundaries.mjs'],
  ['unused', 'knip', '--no-progress', '--no-config-hints'],
];

function run([name, command, ...args]) {
  const started = performance.now();
  // In npm scripts node_modules/.bin is first on the PATH, and with it the project's version of node.
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    const finish = (code) => resolve({ name, ok: code === 0, output, seconds: (performance.now() - started) / 1000 });
    child.on('close', finish);
    child.on('error', (error) => {
      output += `${error.message}. Run this through npm: npm run check\n`;
      finish(1);
    });
  });
}

async function runAll(chosen) {
  const waiting = [...chosen];
  const results = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await run(step));
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return results;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some(([step]) => step === name));
if (unknown.length > 0) {
  process.stderr.write(`No step ${unknown.join(', ')}. There are: ${steps.map(([name]) => name).join(', ')}\n`);
  process.exit(2);
}

const results = await runAll(steps.filter(([name]) => wanted.length === 0 || wanted.includes(name)));
for (const { name, output } of results.filter(({ ok }) => !ok))
  process.stdout.write(`\n── ${name}\n${output.trim()}\n`);
process.stdout.write('\n');
for (const { name, ok, seconds, output } of results) {
  const note = ok ? (output.trim().split('\n').at(-1) ?? '').slice(0, 90) : '';
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(13)}${seconds.toFixed(1).padStart(6)} s  ${note}\n`);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
