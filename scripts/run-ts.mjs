// node scripts/run-ts.mjs <file.ts> [arguments…] runs a TypeScript file of the repository without a build.
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [file, ...rest] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Usage: node scripts/run-ts.mjs <file.ts> [arguments…]\n');
  process.exit(2);
}
const path = resolve(file);
// Arguments as if node had been started with the file.
process.argv = [process.argv[0], path, ...rest];
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));

const { importSource } = await import('./ts-loader.mjs');
await importSource(path);
