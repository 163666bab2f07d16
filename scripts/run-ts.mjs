// node scripts/run-ts.mjs <file.ts> [arguments…]: runs a TypeScript file of the repository without a build.
import { resolve } from 'node:path';

const [file, ...rest] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Usage: node scripts/run-ts.mjs <file.ts> [arguments…]\n');
  process.exit(2);
}
const path = resolve(file);
// The file sees the arguments as if node had been started with it.
process.argv = [process.argv[0], path, ...rest];

const { importSource } = await import('./ts-loader.mjs');
await importSource(path);
