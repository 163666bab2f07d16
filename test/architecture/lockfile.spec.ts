import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './run-tool.js';

interface Lockfile {
  packages: Record<string, { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }>;
}

/** `npm install` leaves out platform packages that the registry lacks, and `npm ci` then refuses the whole lockfile. */
function missingPackages({ packages }: Lockfile): string[] {
  const isThere = (folder: string, name: string): boolean => {
    if (packages[join(folder, 'node_modules', name)]) return true;
    const parent = folder.lastIndexOf('node_modules');
    return folder !== '' && isThere(folder.slice(0, Math.max(0, parent - 1)), name);
  };
  return Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isThere(folder, name))
      .map((name) => `${folder}: ${name}`),
  );
}

describe('package-lock.json', () => {
  const lockfile = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as Lockfile;

  it('names every package that npm ci looks for', () => {
    expect(missingPackages(lockfile)).toEqual([]);
  });

  it('would not pass with a platform package left out', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { optionalDependencies: { 'a-linux': '1' } },
    };
    expect(missingPackages({ packages })).toEqual(['node_modules/a: a-linux']);
  });
});

describe('package.json', () => {
  it('contains the Node that runs the scripts, whatever version the machine has', () => {
    const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const version = execFileSync(join(repository, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' });
    expect([version.trim(), process.version]).toEqual([`v${String(dependencies['node'])}`, version.trim()]);
  });
});
