import { InvalidArgumentError } from 'commander';
import { type DatabaseUrls } from '#libs/database';
import { migratePublic, migrateTenants, migrationStatus, type MigrationStatus } from '#libs/migrations';
import { StartupError } from '#libs/kernel';
import { withPool } from '../../boot/migrate.js';
import type { CliCommand } from '../cli-command.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { withDatabase } from '../with-application.js';

interface Options {
  readonly shared?: boolean;
  /** true: every tenant */
  readonly tenant?: string | true;
  readonly parallel: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addMigrateCommands(program: CliCommand, terminal: Terminal): void {
  const migrate = program
    .command('migrate')
    .description('bring the shared tables and the schemas of all tenants up to date')
    .option('--shared', 'the shared tables only')
    .option('--tenant [slug]', 'tenants only: all, or this one')
    .option('--parallel <n>', 'tenants at a time', wholeNumber, 4)
    .option('--dry-run', 'say what would be done')
    .option('--json', 'print the report as JSON')
    .examples('migrate', 'migrate --dry-run', 'migrate --shared', 'migrate --tenant acme', 'migrate status')
    .action((options: Options) => run(options, terminal));
  migrate
    .command('status')
    .description('what has been done and what is left')
    .option('--json', 'print it as JSON')
    .examples('migrate status', 'migrate status --json')
    .action((_options: unknown, command: CliCommand) =>
      status(command.optsWithGlobals<{ json?: boolean }>(), terminal),
    );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('A whole number from 1 to 99 is needed.');
  return Number(text);
}

async function run(options: Options, terminal: Terminal): Promise<void> {
  const report = await withDatabase(terminal, { readsOnly: options.dryRun }, async (urls) => {
    if (typeof options.tenant === 'string') await assertTenant(urls, options.tenant);
    return migrateWanted(urls, options);
  });
  if (options.json) terminal.json(report);
  const { shared, tenants } = report;
  const verb = options.dryRun ? 'to do' : 'done';
  const steps = shared && (options.dryRun ? shared.pending : shared.applied);
  if (steps) terminal.message(`Shared tables, ${verb}: ${steps.join(', ') || 'nothing'}`);
  if (!tenants) return;
  terminal.message(`Tenants, ${verb}: ${options.dryRun ? tenants.pending.length : tenants.migrated.length}`);
  for (const { schema, migration, error } of tenants.failed)
    terminal.message(`${schema} failed at ${migration}: ${error}`);
  const left = [...tenants.busy, ...tenants.skipped];
  if (left.length > 0) terminal.message(`Not done: ${left.join(', ')}`);
  if (tenants.failed.length + left.length > 0) throw new UnsuccessfulError();
}

/** Shared tables first, because tenants' migrations may need them. */
async function migrateWanted({ migratorUrl, isolation }: DatabaseUrls, options: Options) {
  const { shared, tenant, dryRun = false, parallel } = options;
  const isEverything = !shared && tenant === undefined;
  return withPool(migratorUrl, async (pool) => ({
    shared: shared || isEverything ? await migratePublic(pool, { isolation, dryRun }) : undefined,
    tenants:
      tenant !== undefined || isEverything
        ? await migrateTenants(pool, { isolation, dryRun, parallel, ...(typeof tenant === 'string' ? { tenant } : {}) })
        : undefined,
  }));
}

/** Refuses a mistyped slug, which would look like a tenant with nothing to migrate. */
async function assertTenant({ platformUrl }: DatabaseUrls, slug: string): Promise<void> {
  const { rowCount } = await withPool(platformUrl, (pool) =>
    pool.query('select from public.tenants where slug = $1', [slug]),
  );
  if (rowCount === 0) throw new StartupError(`There is no tenant "${slug}". "fieldpilot tenants list" names all.`);
}

async function status(options: { json?: boolean }, terminal: Terminal): Promise<void> {
  const found = await withDatabase(terminal, { readsOnly: true }, ({ migratorUrl, isolation }) =>
    withPool(migratorUrl, (pool) => migrationStatus(pool, { isolation })),
  );
  if (options.json) return terminal.json(found);
  terminal.data(statusText(found));
}

function statusText({ public: shared, tenant }: MigrationStatus): string {
  const steps = [
    ...shared.map(({ name, state }) => ({ scope: 'shared', migration: name, state })),
    ...tenant.steps.map(({ name, state }) => ({ scope: 'tenant', migration: name, state })),
  ];
  const versions = tenant.versions.map(({ version, tenants }) => `${tenants} at ${version}`).join(', ');
  const failures = tenant.failures.map(({ slug, migration, error }) => `${slug} failed at ${migration}: ${error}`);
  return [table(steps), '', `Tenants: ${versions || 'none'}; latest is ${tenant.latest}`, ...failures].join('\n');
}
