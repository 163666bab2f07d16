import { randomBytes } from 'node:crypto';
import type { CliCommand } from '../cli-command.js';
import { emailAddress } from '../email-address.js';
import { listing, table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { printTenant, withTenancy, type Format } from '../with-tenancy.js';
import { addTenantChangeCommands } from './tenant-changes.command.js';
import { addProbeCommand } from './tenants-probe.command.js';

interface CreateOptions extends Format {
  readonly slug: string;
  readonly name: string;
  readonly domain?: string;
  readonly schemaName?: string;
  readonly timezone?: string;
  readonly adminEmail?: string;
}

export function addTenantsCommands(program: CliCommand, terminal: Terminal): void {
  const tenants = program
    .command('tenants')
    .description('make tenants and look after them')
    .examples('tenants list', 'tenants create --slug acme --name "Acme Lifts"');
  tenants
    .command('create')
    .description('make a tenant with its schema, its database role and its first administrator')
    .requiredOption('--slug <slug>', 'lower-case letters, digits and hyphens: part of its address')
    .requiredOption('--name <name>', 'as people call it')
    .option('--domain <host>', 'a host name of its own; default: <slug>.<base domain>')
    .option('--schema-name <name>', 'default: tenant_<slug>')
    .option('--timezone <zone>', 'IANA time zone', 'UTC')
    .option('--admin-email <address>', 'default: admin@<its domain>', emailAddress)
    .option('--json', 'print the tenant as JSON')
    .examples(
      'tenants create --slug acme --name "Acme Lifts"',
      'tenants create --slug acme --name "Acme Lifts" --timezone Europe/Berlin --admin-email ada@acme.example --json',
    )
    .action((options: CreateOptions) => create(options, terminal));
  tenants
    .command('list')
    .description('all tenants')
    .option('--json', 'print them as JSON')
    .examples('tenants list', 'tenants list --json')
    .action((options: Format) => list(options, terminal));
  addShowCommand(tenants, terminal);
  addTenantChangeCommands(tenants, terminal);
  addProbeCommand(tenants, terminal);
}

function addShowCommand(tenants: CliCommand, terminal: Terminal): void {
  tenants
    .command('show <slug>')
    .description('one tenant')
    .option('--json', 'print the tenant as JSON')
    .examples('tenants show acme', 'tenants show acme --json')
    .action(async (slug: string, options: Format) => {
      const tenant = await withTenancy(terminal, { readsOnly: true }, (tenancy) => tenancy.showTenant(slug));
      printTenant(tenant, options, terminal);
    });
}

async function create({ json, adminEmail, ...wanted }: CreateOptions, terminal: Terminal): Promise<void> {
  const account = { email: adminEmail, password: randomBytes(15).toString('base64url') };
  const made = await withTenancy(terminal, {}, async (tenancy, app) => {
    const { provisionTenant } = await import('../../boot/provision-tenant.js');
    const { slug, admin } = await provisionTenant(app, wanted, account);
    return { ...(await tenancy.showTenant(slug)), admin };
  });
  if (json) return terminal.json(made);
  const { admin, ...tenant } = made;
  terminal.data(listing({ ...tenant, adminEmail: admin.email, adminPassword: admin.password }));
  terminal.message('The password is shown this once.');
}

async function list({ json }: Format, terminal: Terminal): Promise<void> {
  const tenants = await withTenancy(terminal, { readsOnly: true }, (tenancy) => tenancy.listTenants());
  if (json) return terminal.json(tenants);
  if (tenants.length === 0)
    return terminal.message('There is no tenant yet: fieldpilot tenants create --slug … --name …');
  terminal.data(
    table(
      tenants.map(({ slug, name, status, domain, schemaName, schemaVersion }) => ({
        slug,
        name,
        status,
        domain,
        schemaName,
        schemaVersion,
      })),
    ),
  );
}
