// Checks the import rules of CONTRIBUTING.md: those of .dependency-cruiser.js, and cycles between rooms.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { folderCycles } from './folder-cycles.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const args = ['--config', '.dependency-cruiser.js', '--progress', 'none', '--output-type', 'json', 'src', 'libs'];
const { stdout, stderr } = spawnSync('depcruise', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
if (!stdout) {
  process.stderr.write(stderr);
  process.exit(1);
}
const { modules, summary } = JSON.parse(stdout);
const faults = [
  ...summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`),
  ...folderCycles(modules).map((imports) => `no-cycle-between-rooms:\n    ${imports.join('\n    ')}`),
];
for (const fault of faults) process.stdout.write(`${fault}\n`);
if (faults.length === 0) process.stdout.write(`${modules.length} modules keep the import rules\n`);
process.exit(faults.length === 0 ? 0 : 1);
