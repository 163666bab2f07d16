import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliCommand } from '../cli-command.js';
import type { AppConfig } from '#libs/config';
import type { DatabaseUrls } from '#libs/database';
import { describeApi, productVersion } from '#libs/http';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';

interface Options {
  readonly out: string;
  readonly check?: boolean;
}

export function addOpenApiCommands(program: CliCommand, terminal: Terminal): void {
  const openapi = program.command('openapi').description('the documents of the API').examples('openapi write');
  openapi
    .command('write')
    .description('write openapi.json and openapi-admin.json; needs neither database nor configuration')
    .option('--out <folder>', 'where to', 'docs')
    .option('--check', 'write nothing, fail when a file would change')
    .examples('openapi write', 'openapi write --out /tmp/documents', 'openapi write --check')
    .action((options: Options) => write(options, terminal));
}

async function write({ out, check = false }: Options, terminal: Terminal): Promise<void> {
  const { AppModule } = await import('../../app.module.js');
  // only the structure of the module is read
  const root = AppModule.forRoot({ config: {} as AppConfig, urls: {} as DatabaseUrls });
  const { tenant, admin } = await describeApi(root, { version: productVersion() });
  const files = [
    [join(out, 'openapi.json'), tenant],
    [join(out, 'openapi-admin.json'), admin],
  ] as const;
  const changed = files.filter(([file, document]) =>
    writeIfChanged(file, `${JSON.stringify(document, null, 2)}\n`, check),
  );
  const names = changed.map(([file]) => file).join(', ');
  terminal.message(names === '' ? 'The documents are up to date.' : `${check ? 'Stale' : 'Written'}: ${names}`);
  if (check && changed.length > 0) throw new UnsuccessfulError();
}

/** @returns whether the file differed */
function writeIfChanged(file: string, text: string, check: boolean): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  if (!check) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  return true;
}
