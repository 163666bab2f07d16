import { runInTenant } from '#libs/request-context';
import type { RegisteredTenant } from '#contexts/tenancy';
import type { GenerationReport } from '#contexts/work-orders';
import type { CliCommand } from '../cli-command.js';
import { instant } from '../instant.js';
import { openTenants } from '../open-tenants.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly tenant?: string;
  readonly at?: Date;
  readonly json?: boolean;
}

interface TenantReport extends Partial<GenerationReport> {
  readonly tenant: string;
  readonly error?: string;
}

export function addGenerateCommand(program: CliCommand, terminal: Terminal): void {
  program
    .command('generate')
    .description('make the work orders that maintenance schedules ask for')
    .option('--tenant <slug>', 'only this tenant; default: all that are open')
    .option('--at <time>', 'as if it were this time, such as 2026-12-31T08:00:00Z', instant)
    .option('--json', 'print the report as JSON')
    .examples('generate', 'generate --tenant acme', 'generate --at 2026-12-31T08:00:00Z --json')
    .action((options: Options) => generate(options, terminal));
}

async function generate({ tenant, at, json }: Options, terminal: Terminal): Promise<void> {
  const reports = await withApplication(terminal, {}, async (app) => {
    const [{ TenancyFacade }, { WorkOrdersFacade }] = await Promise.all([
      import('#contexts/tenancy'),
      import('#contexts/work-orders'),
    ]);
    const wanted = await openTenants(app.get(TenancyFacade, { strict: false }), tenant);
    const workOrders = app.get(WorkOrdersFacade, { strict: false });
    return serveAll(wanted, () => workOrders.generateMaintenance({ at }));
  });
  if (json) terminal.json(reports);
  else terminal.data(table(reports.map(countsOf)));
  for (const report of reports) for (const note of notesOf(report)) terminal.message(`${report.tenant}${note}`);
  if (reports.some(({ error }) => error !== undefined)) throw new UnsuccessfulError();
}

function countsOf({ tenant, generated, skipped, missed, resting }: TenantReport) {
  return { tenant, generated, skipped, missed, resting: resting?.length };
}

function notesOf({ capped = [], resting = [], error }: TenantReport): string[] {
  return [
    ...capped.map(({ note }) => `: ${note}`),
    ...resting.map(({ scheduleId, reason }) => `: schedule ${scheduleId} rests: ${reason}`),
    ...(error === undefined ? [] : [` failed: ${error}`]),
  ];
}

/** A tenant that fails is reported and does not stop the others. */
async function serveAll(
  tenants: readonly RegisteredTenant[],
  work: () => Promise<GenerationReport>,
): Promise<TenantReport[]> {
  const reports: TenantReport[] = [];
  for (const tenant of tenants) {
    try {
      reports.push({ tenant: tenant.slug, ...(await runInTenant(tenant, 'command line', work)) });
    } catch (error) {
      reports.push({ tenant: tenant.slug, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return reports;
}
