// Lets node run the repository's TypeScript directly: swc compiles each file on import with the settings of .swcrc,
// `./file.js` finds `./file.ts`, and the aliases of package.json lead to the sources instead of dist.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const root = new URL('../', import.meta.url).href;
// The excludes of .swcrc are for builds only; here specs and libs/testing may be imported too.
const { $schema, exclude, ...swcrc } = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8'));

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
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...swcrc,
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
    configFile: false,
    filename,
  });
  return { format: 'module', source: code, shortCircuit: true };
}

process.setSourceMapsEnabled(true);
registerHooks({ resolve, load });

export const importSource = (path) => import(pathToFileURL(path).href);
