import type { Command } from 'commander';
import { checkDrift } from '#libs/database';
import { withPool } from '../../boot/migrate.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { withDatabase } from '../with-application.js';

interface Options {
  readonly json?: boolean;
}

export function addDbCommands(program: Command, terminal: Terminal): void {
  const db = program.command('db').description('look after the database');
  db.command('check')
    .description('compare every schema with what the migrations make')
    .option('--json', 'print the differences as JSON')
    .action((options: Options) => check(options, terminal));
}

async function check(options: Options, terminal: Terminal): Promise<void> {
  const drift = await withDatabase(terminal, ({ migratorUrl, isolation }) =>
    withPool(migratorUrl, (pool) => checkDrift(pool, { isolation })),
  );
  if (options.json) terminal.json(drift);
  else if (drift.length > 0) terminal.data(table(drift.map((difference) => ({ ...difference }))));
  terminal.say(drift.length === 0 ? 'No schema differs from the migrations.' : `${drift.length} differences`);
  if (drift.length > 0) throw new UnsuccessfulError();
}
