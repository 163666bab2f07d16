// Lets node run TypeScript directly: swc compiles each file on import with the settings of .swcrc, `./file.js` resolves to `./file.ts`, and
// the aliases of package.json resolve to the sources instead of dist.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = new URL('../', import.meta.url).href;
// The excludes of .swcrc apply to builds only: here specs and libs/testing are imported too.
const { $schema, exclude, ...swcrc } = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8'));

const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');

const isOurs = (url) => url?.startsWith(root) && !url.includes('/node_modules/');
const isRelative = (specifier) =>
  specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('file:');

function typescriptTwin(specifier, parent) {
  if (!isRelative(specifier) || !/\.m?js$/.test(specifier)) return undefined;
  const javascript = new URL(specifier, parent);
  const twin = new URL(javascript.href.replace(/js$/, 'ts'));
  return !existsSync(javascript) && existsSync(twin) ? twin.href : undefined;
}

function resolve(specifier, context, next) {
  if (!isOurs(context.parentURL)) return next(specifier, context);
  if (specifier.startsWith('#')) return next(specifier, { ...context, conditions: ['source', ...context.conditions] });
  return next(typescriptTwin(specifier, context.parentURL) ?? specifier, context);
}

function load(url, context, next) {
  if (!isOurs(url) || !/\.m?ts$/.test(url)) return next(url, context);
  return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
}

const options = { ...swcrc, module: { type: 'es6' }, sourceMaps: 'inline', swcrc: false, configFile: false };
const cache = fileURLToPath(new URL('node_modules/.cache/run-ts/', root));

/** Compiled files are cached, because most processes of a test run load the same ones. */
function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha1')
    .update(JSON.stringify([version, options, filename, source]))
    .digest('hex');
  const file = `${cache}${key}.js`;
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { code } = require('@swc/core').transformSync(source, { ...options, filename });
  keep(file, code);
  return code;
}

function keep(file, code) {
  try {
    mkdirSync(cache, { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, file);
  } catch {
    // whoever may not write there compiles again
  }
}

process.setSourceMapsEnabled(true);
registerHooks({ resolve, load });

export const importSource = (path) => import(pathToFileURL(path).href);
