import { runInTenant } from '#libs/request-context';
import type { Drift } from '#contexts/tenancy';
import type { CliCommand } from '../cli-command.js';
import { openTenants } from '../open-tenants.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

type TenantDrift = Drift & { readonly tenant: string };

export function addUsageCommands(program: CliCommand, terminal: Terminal): void {
  const usage = program
    .command('usage')
    .description('look after what plans count')
    .examples('usage recount', 'usage recount --dry-run');
  usage
    .command('recount')
    .description(
      'compare the counters of users, machines and bytes of files with the rows, and mend them, as the product does by itself each night',
    )
    .argument('[slug]', 'only this tenant; default: all that are open')
    .option('--dry-run', 'only say what differs')
    .option('--json', 'print the differences as JSON')
    .examples('usage recount --dry-run', 'usage recount acme --json')
    .action((slug: string | undefined, options: Options) => recount(slug, options, terminal));
}

async function recount(slug: string | undefined, { dryRun = false, json }: Options, terminal: Terminal): Promise<void> {
  const drifts = await withApplication(terminal, { readsOnly: false }, async (app) => {
    const { TenancyFacade, TenantPlansFacade } = await import('#contexts/tenancy');
    const plans = app.get(TenantPlansFacade, { strict: false });
    const found: TenantDrift[] = [];
    for (const tenant of await openTenants(app.get(TenancyFacade, { strict: false }), slug)) {
      const differing = await runInTenant(tenant, 'command line', () => plans.recount({ isDryRun: dryRun }));
      found.push(...differing.map((drift) => ({ tenant: tenant.slug, ...drift })));
    }
    return found;
  });
  if (json) terminal.json(drifts);
  else terminal.data(table(drifts.map(({ tenant, limit, counted, actual }) => ({ tenant, limit, counted, actual }))));
}
