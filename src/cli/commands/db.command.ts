import { setTimeout as delay } from 'node:timers/promises';
import type { CliCommand } from '../cli-command.js';
import type { AppConfig } from '#libs/config';
import { type DatabaseUrls } from '#libs/database';
import { checkDrift, type Drift } from '#libs/migrations';
import { withPool } from '../../boot/migrate.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { inApplication, withDatabase } from '../with-application.js';

const IN_PROGRESS_MS = 2_000;

type Difference = Omit<Drift, 'kind'> & { readonly kind: string };

interface Options {
  readonly json?: boolean;
}

export function addDbCommands(program: CliCommand, terminal: Terminal): void {
  const db = program.command('db').description('look after the database').examples('db check');
  db.command('check')
    .description('compare every schema with what the migrations make, and wake-ups with what tenants wait for')
    .option('--json', 'print the differences as JSON')
    .examples('db check', 'db check --json')
    .action((options: Options) => check(options, terminal));
}

async function check(options: Options, terminal: Terminal): Promise<void> {
  const found = await withDatabase(terminal, { readsOnly: true }, async (urls, config) => {
    const { migratorUrl, isolation } = urls;
    const drift = await withPool(migratorUrl, (pool) => checkDrift(pool, { isolation }));
    // wake-ups can only be read when the shared tables are as expected
    return drift.some(({ schema }) => schema === 'public') ? drift : [...drift, ...(await lostWakeups(urls, config))];
  });
  if (options.json) terminal.json(found);
  else if (found.length > 0) terminal.data(table(found.map((difference) => ({ ...difference }))));
  terminal.message(
    found.length === 0
      ? 'No schema differs from the migrations, and no wake-up is lost.'
      : `${found.length} differences`,
  );
  if (found.length > 0) throw new UnsuccessfulError();
}

/** Reports only wake-ups that are missing for a while, because the event of a change may still be on its way. */
async function lostWakeups(urls: DatabaseUrls, config: AppConfig): Promise<Difference[]> {
  return inApplication(urls, config, async (app) => {
    const { WakeupReconciliation } = await import('#libs/jobs');
    const reconciliation = app.get(WakeupReconciliation, { strict: false });
    if ((await reconciliation.findLost()).length === 0) return [];
    await delay(IN_PROGRESS_MS);
    const lost = await reconciliation.findLost();
    return lost.map(({ slug, kind, dueAt, storedDueAt }) => {
      return { schema: slug, kind: 'wake-up', object: kind, expected: dueAt, actual: storedDueAt };
    });
  });
}
