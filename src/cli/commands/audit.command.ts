import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { StartupError } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import type { AuditArchiver, AuditDifference, ChainEnd } from '#libs/audit';
import type { CliCommand } from '../cli-command.js';
import { openTenants } from '../open-tenants.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { withApplication, type Access } from '../with-application.js';

interface VerifyOptions {
  readonly json?: boolean;
  readonly heads?: string;
}

interface ArchiveOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

type Head = ChainEnd & { readonly tenant: string };

export function addAuditCommands(program: CliCommand, terminal: Terminal): void {
  const audit = program
    .command('audit')
    .description('look after the audit logs of tenants')
    .examples('audit verify', 'audit heads');
  audit
    .command('verify')
    .description('compare the audit log with its chain of seals: names the first entry that was changed, and how')
    .argument('[slug]', 'only this tenant; default: all that are open')
    .option('--heads <file>', 'what "audit heads" wrote before: finds also what was cut off at the end')
    .option('--json', 'print the report as JSON')
    .examples('audit verify', 'audit verify acme --heads heads.ndjson')
    .action((slug: string | undefined, options: VerifyOptions) => verify(slug, options, terminal));
  audit
    .command('heads')
    .description(
      'print the last seal of each tenant, one JSON object on each line: keep them where nobody can change them',
    )
    .argument('[slug]', 'only this tenant; default: all that are open')
    .option('--json', 'print them as one JSON array')
    .examples('audit heads', 'audit heads acme --json')
    .action((slug: string | undefined, { json = false }: { json?: boolean }) => heads(slug, json, terminal));
  audit
    .command('archive')
    .description('move entries that are older than a year to the archive, as the product does by itself each month')
    .argument('[slug]', 'only this tenant; default: all that are open')
    .option('--dry-run', 'only say how many would move')
    .option('--json', 'print the counts as JSON')
    .examples('audit archive --dry-run', 'audit archive acme --json')
    .action((slug: string | undefined, options: ArchiveOptions) => archive(slug, options, terminal));
}

async function archive(
  slug: string | undefined,
  { dryRun: isDryRun = false, json }: ArchiveOptions,
  terminal: Terminal,
): Promise<void> {
  const move = async (app: INestApplicationContext) => {
    const { AuditArchiver } = await import('#libs/audit');
    const archiver = app.get(AuditArchiver, { strict: false });
    return { entries: isDryRun ? await archiver.count() : await moveAll(archiver) };
  };
  const moved = await forEachTenant(slug, terminal, move, { readsOnly: isDryRun });
  if (json) terminal.json(moved);
  else terminal.data(table(moved.map(({ tenant, entries }) => ({ tenant, entries }))));
}

async function moveAll(archiver: AuditArchiver): Promise<number> {
  for (let total = 0; ;) {
    const { moved, isDone } = await archiver.move();
    total += moved;
    if (isDone) return total;
  }
}

async function verify(slug: string | undefined, options: VerifyOptions, terminal: Terminal): Promise<void> {
  const kept = options.heads === undefined ? new Map<string, Head>() : await readHeads(options.heads);
  const reports = await forEachTenant(slug, terminal, async (app, tenant) =>
    (await verificationOf(app)).verify(kept.get(tenant)),
  );
  if (options.json) terminal.json(reports);
  else terminal.data(table(reports.map(({ tenant, sealed, waiting }) => ({ tenant, sealed, waiting }))));
  const differing = reports.filter(({ difference }) => difference !== null);
  for (const { tenant, difference } of differing) terminal.message(`${tenant}: ${textOf(difference!)}`);
  if (differing.length > 0) throw new UnsuccessfulError();
}

async function heads(slug: string | undefined, json: boolean, terminal: Terminal): Promise<void> {
  const found = await forEachTenant(slug, terminal, async (app) => ({
    head: await (await verificationOf(app)).head(),
  }));
  const kept = found.flatMap(({ tenant, head }) => (head ? [{ tenant, ...head }] : []));
  if (json) terminal.json(kept);
  else for (const head of kept) terminal.data(JSON.stringify(head));
}

async function forEachTenant<T extends object>(
  slug: string | undefined,
  terminal: Terminal,
  work: (app: INestApplicationContext, tenant: string) => Promise<T>,
  access: Access = { readsOnly: true },
): Promise<(T & { readonly tenant: string })[]> {
  return withApplication(terminal, access, async (app) => {
    const { TenancyFacade } = await import('#contexts/tenancy');
    const found: (T & { readonly tenant: string })[] = [];
    for (const tenant of await openTenants(app.get(TenancyFacade, { strict: false }), slug)) {
      const result = await runInTenant(tenant, 'command line', () => work(app, tenant.slug));
      found.push({ tenant: tenant.slug, ...result });
    }
    return found;
  });
}

async function verificationOf(app: INestApplicationContext) {
  const { AuditVerification } = await import('#libs/audit');
  return app.get(AuditVerification, { strict: false });
}

async function readHeads(file: string): Promise<Map<string, Head>> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
    return new Map(lines.map((line) => JSON.parse(line) as Head).map((head) => [head.tenant, head]));
  } catch (error) {
    throw new StartupError(`${file} is not what "fieldpilot audit heads" writes: ${String(error)}`);
  }
}

const meanings: Readonly<Record<AuditDifference['kind'], string>> = {
  edited: 'was edited',
  deleted: 'was deleted',
  swapped: 'was swapped with another one',
  inserted: 'was put in later',
  seal_changed: 'has a seal that was changed',
  seal_missing: 'follows a seal that is missing',
  cut_off: 'and all that follow were cut off',
};

function textOf({ kind, sequence, auditLogId }: AuditDifference): string {
  const entry = auditLogId === null ? `the entry of seal ${sequence}` : `the entry ${auditLogId}`;
  const where = auditLogId !== null && sequence !== null ? ` (seal ${sequence})` : '';
  return `${entry}${where} ${meanings[kind]}`;
}
