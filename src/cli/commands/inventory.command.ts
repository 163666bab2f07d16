import { runInTenant } from '#libs/request-context';
import type { LedgerDifference, LedgerReport } from '#contexts/inventory';
import type { CliCommand } from '../cli-command.js';
import { openTenants } from '../open-tenants.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly json?: boolean;
}

type TenantReport = LedgerReport & { readonly tenant: string };

export function addInventoryCommands(program: CliCommand, terminal: Terminal): void {
  const inventory = program.command('inventory').description('look after stock').examples('inventory verify');
  inventory
    .command('verify')
    .description('compare the stock and value of every part and location with the sums of the ledger')
    .argument('[slug]', 'only this tenant; default: all that are open')
    .option('--json', 'print the report as JSON')
    .examples('inventory verify', 'inventory verify acme --json')
    .action((slug: string | undefined, options: Options) => verify(slug, options, terminal));
}

/** Each tenant is compared as it is at one moment, so bookings may go on meanwhile. */
async function verify(slug: string | undefined, { json }: Options, terminal: Terminal): Promise<void> {
  const reports = await withApplication(terminal, {}, async (app) => {
    const [{ TenancyFacade }, { InventoryFacade }] = await Promise.all([
      import('#contexts/tenancy'),
      import('#contexts/inventory'),
    ]);
    const inventory = app.get(InventoryFacade, { strict: false });
    const found: TenantReport[] = [];
    for (const tenant of await openTenants(app.get(TenancyFacade, { strict: false }), slug)) {
      const report = await runInTenant(tenant, 'command line', () => inventory.verifyLedger());
      found.push({ tenant: tenant.slug, ...report });
    }
    return found;
  });
  if (json) terminal.json(reports);
  else terminal.data(table(reports.map(({ tenant, parts, movements }) => ({ tenant, parts, movements }))));
  const differing = reports.filter(({ difference }) => difference !== null);
  for (const { tenant, difference } of differing) terminal.message(`${tenant}: ${textOf(difference!)}`);
  if (differing.length > 0) throw new UnsuccessfulError();
}

function textOf({ partNumber, location, ...sums }: LedgerDifference): string {
  const where = location === null ? 'over all locations' : `at ${location}`;
  const kept = `${sums.keptQuantity} at a value of ${sums.keptValue} are kept`;
  return `part ${partNumber} ${where}: ${kept}, the ledger says ${sums.ledgerQuantity} at ${sums.ledgerValue}`;
}
