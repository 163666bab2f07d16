import type { CliCommand } from '../cli-command.js';
import { instant } from '../instant.js';
import type { Terminal } from '../terminal.js';
import { printTenant, withTenancy, type Format } from '../with-tenancy.js';
import type { TenancyFacade, TenantOverview } from '#contexts/tenancy';

interface Because extends Format {
  readonly reason: string;
}

type Change<O> = (tenancy: TenancyFacade, slug: string, options: O) => Promise<TenantOverview>;

/** What operators do to a tenant: each says why, and each can be taken back by another one. */
export function addTenantChangeCommands(tenants: CliCommand, terminal: Terminal): void {
  const one = (name: string, description: string): CliCommand =>
    tenants
      .command(`${name} <slug>`)
      .description(description)
      .requiredOption('--reason <text>', 'why: stands in the audit log')
      .option('--json', 'print the tenant as JSON');
  const action =
    <O extends Because>(change: Change<O>) =>
    async (slug: string, options: O): Promise<void> =>
      printTenant(await withTenancy(terminal, {}, (tenancy) => change(tenancy, slug, options)), options, terminal);

  one('suspend', 'let nobody in until it is resumed, in the database too')
    .examples('tenants suspend acme --reason unpaid', 'tenants suspend acme --reason "Asked for by Acme" --json')
    .action(action((tenancy, slug, { reason }) => tenancy.suspend(slug, reason)));
  one('resume', 'let people in again')
    .examples('tenants resume acme --reason paid', 'tenants resume acme --reason "Asked for by Acme" --json')
    .action(action((tenancy, slug, { reason }) => tenancy.resume(slug, reason)));
  one('rename', 'give it another slug and so another address; the old one leads there for 30 days')
    .requiredOption('--to <slug>', 'lower-case letters, digits and hyphens')
    .examples('tenants rename acme --to acme-lifts --reason "New name of the company"')
    .action(action<Because & { to: string }>((tenancy, slug, { to, reason }) => tenancy.rename(slug, to, reason)));
  one('trial', 'set when its trial ends')
    .requiredOption('--ends-at <time>', 'such as 2027-01-31T00:00:00Z', instant)
    .examples('tenants trial acme --ends-at 2027-01-31T00:00:00Z --reason "Asked for two weeks more"')
    .action(
      action<Because & { endsAt: Date }>((tenancy, slug, { endsAt, reason }) =>
        tenancy.changeTrialEnd(slug, endsAt, reason),
      ),
    );
}
