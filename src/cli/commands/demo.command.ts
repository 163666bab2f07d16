import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { AppConfig } from '#libs/config';
import type { CliCommand } from '../cli-command.js';
import type { Terminal } from '../terminal.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly scale: number;
  readonly json?: boolean;
}

export function addDemoCommands(program: CliCommand, terminal: Terminal): void {
  const demo = program.command('demo').description('two companies to try FieldPilot with').examples('demo seed');
  demo
    .command('seed')
    .description('make what is missing of them; what is there stays as it is')
    .option('--scale <n>', 'for load tests: machines and work orders times this', scale, 1)
    .option('--json', 'print the sign-ins as JSON')
    .examples('demo seed', 'demo seed --scale 10 --json')
    .action((options: Options) => seed(options, terminal));
}

function scale(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 to 9999 is needed.');
  return Number(text);
}

async function seed({ scale: times, json }: Options, terminal: Terminal): Promise<void> {
  const { signIns, file, filled, notices } = await withApplication(terminal, {}, async (app) => {
    const { seedDemo } = await import('../../demo/index.js');
    const { dataDir, publicUrl, port } = app.get(AppConfig);
    const baseUrl = publicUrl ?? knownAddress(dataDir) ?? `http://127.0.0.1:${port}`;
    return seedDemo(app, { dataDir, baseUrl, scale: times });
  });
  if (json) terminal.json(signIns);
  for (const notice of notices) terminal.message(notice);
  terminal.message(filled.length > 0 ? `Filled: ${filled.join(', ')}` : 'Nothing was missing.');
  terminal.message(`The sign-ins are in ${file}`);
}

/** The address of the process that uses this folder, if it is known. */
function knownAddress(dataDir: string): string | undefined {
  const file = join(dataDir, 'demo-credentials.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { baseUrl?: string }).baseUrl : undefined;
}
