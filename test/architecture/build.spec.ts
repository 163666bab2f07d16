import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { repository, toolTimeout } from './run-tool.js';

jest.setTimeout(toolTimeout);

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

let root: string;

/** A project of one file, with the settings and tools of this one. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fieldpilot-build-'));
  for (const name of [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'nest-cli.json',
    '.swcrc',
    'scripts/build.mjs',
  ]) {
    cpSync(join(repository, name), join(root, name));
  }
  for (const name of ['src', 'libs', 'node_modules']) mkdirSync(join(root, name));
  for (const name of ['@nestjs', '@swc', '@types', 'typescript']) {
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  }
  write('export const answer = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (text: string): void => writeFileSync(join(root, 'src/main.ts'), text);

function build(): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/build.mjs'], { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** Changes with every build, because each moves a new folder into place. */
const built = (): number => statSync(join(root, 'dist')).ino;
const compiled = (name: string): boolean => existsSync(join(root, 'dist/src', name));

describe('scripts/build.mjs', () => {
  it('builds only what changed, and says nothing', async () => {
    expect(await build()).toEqual({ code: 0, stdout: '', stderr: '' });
    const first = built();
    expect(await build()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(built()).toBe(first);

    rmSync(join(root, 'src/main.ts'));
    writeFileSync(join(root, 'src/other.ts'), 'export {};\n');
    await build();
    expect([compiled('main.js'), compiled('other.js')]).toEqual([false, true]);
  });

  it('may run twice at once, also after a build that was killed', async () => {
    mkdirSync(join(root, 'node_modules/.cache/fieldpilot'), { recursive: true });
    writeFileSync(join(root, 'node_modules/.cache/fieldpilot/build.lock'), '999999999');
    mkdirSync(join(root, 'dist-new-999999999'));

    const outcomes = await Promise.all([build(), build()]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(compiled('main.js')).toBe(true);
    expect(readdirSync(root).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('keeps the last build and says what is wrong when the sources do not compile', async () => {
    mkdirSync(join(root, 'dist/src'), { recursive: true });
    writeFileSync(join(root, 'dist/src/main.js'), '');
    write('export const = 1;\n');

    const { code, stdout, stderr } = await build();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('src/main.ts');
    expect(compiled('main.js')).toBe(true);
  });
});
