import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const tsc = join(repository, 'node_modules/typescript/bin/tsc');

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** A project of its own, which has the packed client installed with nothing but what the package asks for. */
export interface ClientProject {
  readonly folder: string;
  /** Where the installed package is. */
  readonly installed: string;
  compile(): Promise<Outcome>;
  node(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Outcome>;
  remove(): void;
}

export async function createClientProject(): Promise<ClientProject> {
  const workshop = mkdtempSync(join(tmpdir(), 'fieldpilot-client-'));
  const folder = join(workshop, 'consumer');
  cpSync(join(repository, 'test/architecture/fixtures/client-consumer'), folder, { recursive: true });
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    cpSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  const installed = join(folder, 'node_modules/@fieldpilot/client');
  mkdirSync(installed, { recursive: true });
  mustRun(await run('tar', ['-xzf', await pack(workshop), '-C', installed, '--strip-components=1'], workshop));
  return {
    folder,
    installed,
    compile: () => run(process.execPath, [tsc, '-p', '.'], folder),
    node: (words, environment) => run(process.execPath, words, folder, environment),
    remove: () => rmSync(workshop, { recursive: true, force: true }),
  };
}

/** What would be published: the sources beside what `npm run build:client` makes of them, packed by npm. */
async function pack(workshop: string): Promise<string> {
  const folder = join(workshop, 'client');
  const isSource = (path: string): boolean => basename(path) !== 'dist';
  cpSync(join(repository, 'libs/client'), folder, { recursive: true, filter: isSource });
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, ...build] = scripts['build:client']!.split(' ');
  mustRun(await run(process.execPath, [tsc, ...build, '--outDir', join(folder, 'dist')], repository));
  mustRun(await run('npm', ['pack', '--offline', '--pack-destination', workshop], folder));
  return join(
    workshop,
    readdirSync(workshop).find((name) => name.endsWith('.tgz'))!,
  );
}

function mustRun({ code, output }: Outcome): void {
  if (code !== 0) throw new Error(output);
}

function run(
  command: string,
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const env = { ...process.env, NODE_OPTIONS: '', ...environment };
  return new Promise((resolve) => {
    execFile(command, [...words], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}
