import { runInTenant } from '#libs/request-context';
import type { CliCommand } from '../cli-command.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly json?: boolean;
}

interface Outcome {
  /** Of a tenant; null for the operators. */
  readonly tenant: string | null;
  readonly renewed: number;
  readonly unreadable: number;
}

interface Report {
  readonly outcomes: readonly Outcome[];
  /** Their rows cannot be reached. */
  readonly closed: readonly string[];
}

export function addSecretsCommands(program: CliCommand, terminal: Terminal): void {
  const secrets = program
    .command('secrets')
    .description('look after stored secrets')
    .examples('secrets rekey', 'help secrets rekey');
  secrets
    .command('rekey')
    .description(
      'encrypt second factors and secrets of webhooks with ENCRYPTION_KEY anew: what ENCRYPTION_KEY_PREVIOUS has encrypted; an interrupted run is repeated',
    )
    .option('--json', 'print the report as JSON')
    .examples('secrets rekey', 'secrets rekey --json')
    .action((options: Options) => rekey(options, terminal));
}

async function rekey({ json }: Options, terminal: Terminal): Promise<void> {
  const { outcomes, closed } = await rekeyAll(terminal);
  if (json) terminal.json({ outcomes, closed });
  else terminal.data(table(outcomes.map(({ tenant, ...counts }) => ({ of: tenant ?? 'operators', ...counts }))));
  const unreadable = outcomes.filter((outcome) => outcome.unreadable > 0);
  for (const { tenant } of unreadable)
    terminal.message(`${tenant ?? 'operators'}: some are under neither of the two keys; a reset makes them anew.`);
  for (const slug of closed)
    terminal.message(`${slug}: closed. Keep the previous key, and repeat this once it is open.`);
  if (unreadable.length + closed.length > 0) throw new UnsuccessfulError();
}

function rekeyAll(terminal: Terminal): Promise<Report> {
  return withApplication(terminal, {}, async (app) => {
    const [{ TenancyFacade }, { StoredSecretsFacade }, { WebhookSecretsFacade }] = await Promise.all([
      import('#contexts/tenancy'),
      import('#contexts/identity'),
      import('#contexts/notifications'),
    ]);
    const tenancy = app.get(TenancyFacade, { strict: false });
    const secrets = app.get(StoredSecretsFacade, { strict: false });
    const webhooks = app.get(WebhookSecretsFacade, { strict: false });
    const rekeyTenant = async () => sum(await secrets.rekeyUsers(), await webhooks.rekey());
    const tenants = await tenancy.allTenants();
    const outcomes: Outcome[] = [{ tenant: null, ...(await secrets.rekeyOperators()) }];
    for (const tenant of tenants.filter((each) => tenancy.isOpen(each)))
      outcomes.push({
        tenant: tenant.slug,
        ...(await runInTenant(tenant, 'command line', rekeyTenant)),
      });
    return { outcomes, closed: tenants.filter((each) => !tenancy.isOpen(each)).map(({ slug }) => slug) };
  });
}

type Counts = Pick<Outcome, 'renewed' | 'unreadable'>;

function sum(one: Counts, other: Counts): Counts {
  return { renewed: one.renewed + other.renewed, unreadable: one.unreadable + other.unreadable };
}
