// Builds dist with `nest build` when the sources have changed since the last build, else returns at once. All messages go to stderr, since
// `npm run fieldpilot` prints data to stdout. Two processes may build at once: they use a lock, their own output folders, and replace dist
// by a rename.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const cache = join(root, 'node_modules/.cache/fieldpilot');
const lockFile = join(cache, 'build.lock');
const dist = join(root, 'dist');
const longestBuild = 2 * 60_000;
const stampFile = (folder) => join(folder, '.stamp');
const settings = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  '.swcrc',
];

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A hash of names and contents, so that a checkout that only changes times causes no build. */
function sourceStamp() {
  const hash = createHash('sha256');
  const files = [...settings.map((name) => join(root, name)), ...['src', 'libs'].flatMap(filesBelow)].sort();
  for (const file of files.filter((path) => existsSync(path))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function lastBuild() {
  return existsSync(stampFile(dist)) ? readFileSync(stampFile(dist), 'utf8') : undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** True for the lock of a killed build: its process has ended, or another process has its number. */
function isAbandoned(lock) {
  const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
  return Date.now() - mtimeMs > longestBuild || (owner > 0 && !isAlive(owner));
}

async function withLock(work) {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });
      else await sleep(100);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function removeLeftovers() {
  for (const name of readdirSync(root).filter((entry) => /^dist-(new|old)-\d+$/.test(entry))) {
    rmSync(join(root, name), { recursive: true, force: true });
  }
}

function swap(fresh) {
  const old = join(root, `dist-old-${process.pid}`);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

/** The output folder is next to dist, at the same depth, so that source maps are correct after the rename. */
function compile(stamp) {
  removeLeftovers();
  const fresh = join(root, `dist-new-${process.pid}`);
  const tsconfig = join(cache, 'tsconfig.build.json');
  writeFileSync(
    tsconfig,
    JSON.stringify({ extends: join(root, 'tsconfig.build.json'), compilerOptions: { outDir: fresh } }),
  );
  const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [nest, 'build', '--path', relative(root, tsconfig)], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0 || !existsSync(fresh)) {
    rmSync(fresh, { recursive: true, force: true });
    process.stderr.write(`${stdout}${stderr}The build failed.\n`);
    return false;
  }
  writeFileSync(stampFile(fresh), stamp);
  swap(fresh);
  return true;
}

async function build(force) {
  const isFresh = () => !force && lastBuild() === sourceStamp();
  if (isFresh()) return true;
  // another process may have built the same sources while this one waited
  return withLock(() => isFresh() || compile(sourceStamp()));
}

process.chdir(root);
process.exitCode = (await build(process.argv.includes('--force'))) ? 0 : 1;
