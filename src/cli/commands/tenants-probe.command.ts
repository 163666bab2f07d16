import type { RegisteredTenant, TenancyFacade } from '#contexts/tenancy';
import type { DatabaseUrls } from '#libs/database';
import type { DoorReport, Pair } from '#libs/isolation';
import { StartupError } from '#libs/kernel';
import type { CliCommand } from '../cli-command.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { UnsuccessfulError } from '../unsuccessful-error.js';
import { inApplication, withDatabase } from '../with-application.js';
import { assertMigrated } from '../../boot/migrate.js';

interface Options {
  readonly json?: boolean;
}

const BY_NAMES_ALONE =
  'ISOLATION=schema: no database role keeps tenants apart, so these doors are open to whatever gets text into a statement.';
/** Of each door; `--json` has all. */
const MOST_SHOWN = 3;

export function addProbeCommand(tenants: CliCommand, terminal: Terminal): void {
  tenants
    .command('probe [slug]')
    .description(
      'try to reach the tables of other tenants, and the shared ones, in every way that there is; 1 when one succeeds',
    )
    .option('--json', 'print the report as JSON')
    .examples('tenants probe', 'tenants probe acme', 'tenants probe --json')
    .action((slug: string | undefined, options: Options) => probe(slug, options, terminal));
}

async function probe(slug: string | undefined, { json }: Options, terminal: Terminal): Promise<void> {
  const { reports, isolation, isAlone } = await withDatabase(terminal, { readsOnly: true }, async (urls, config) => {
    await assertMigrated(urls);
    return inApplication(urls, config, async (app) => {
      const [{ TenancyFacade }, { Databases }, { IsolationProbe }] = await Promise.all([
        import('#contexts/tenancy'),
        import('#libs/database'),
        import('#libs/isolation'),
      ]);
      const tenancy = app.get<TenancyFacade>(TenancyFacade, { strict: false });
      const [all, open] = await Promise.all([tenancy.allTenants(), tenancy.openTenants()]);
      // one that is suspended reaches not even what is its own, so its attempts show nothing
      const pairs = pairsOf(all, slug).filter(({ caller }) => open.some(({ id }) => id === caller.id));
      const databases = app.get<InstanceType<typeof Databases>>(Databases, { strict: false });
      const found = await new IsolationProbe(databases, urls).run(pairs, all);
      return { reports: found, isolation: urls.isolation, isAlone: pairs.some(({ other }) => !other) };
    });
  });
  if (json) terminal.json(reports);
  else print(reports, terminal);
  conclude(reports, isolation, isAlone, terminal);
}

/** Each tenant tries the next one; a tenant that is named tries the next one, and the one before tries it. */
function pairsOf(all: readonly RegisteredTenant[], slug: string | undefined): Pair[] {
  const pairs = all.map((caller, index) => {
    const next = all[(index + 1) % all.length]!;
    return { caller, other: next === caller ? undefined : next };
  });
  if (slug === undefined) return pairs;
  const wanted = pairs.filter(({ caller, other }) => caller.slug === slug || other?.slug === slug);
  if (wanted.length === 0) throw new StartupError(`There is no tenant "${slug}". "fieldpilot tenants list" names all.`);
  return wanted;
}

function print(reports: readonly DoorReport[], terminal: Terminal): void {
  if (reports.length > 0) terminal.data(table(reports.map(({ door, tried, result }) => ({ door, tried, result }))));
  for (const { door, findings } of reports) {
    for (const { caller, object, error } of findings.slice(0, MOST_SHOWN))
      terminal.message(
        `${door}: ${caller} ${error === undefined ? 'reaches' : 'and'} ${object}${error ? `: ${error}` : ''}`,
      );
    if (findings.length > MOST_SHOWN) terminal.message(`${door}: ${findings.length - MOST_SHOWN} more`);
  }
}

function conclude(
  reports: readonly DoorReport[],
  isolation: DatabaseUrls['isolation'],
  isAlone: boolean,
  terminal: Terminal,
): void {
  const open = reports.filter(({ result }) => result !== 'closed');
  if (reports.length === 0) return terminal.message('There is no tenant yet, so nothing was tried.');
  if (isAlone) terminal.message('There is one tenant alone: only the shared tables could be tried.');
  if (open.length > 0 && isolation === 'schema') terminal.message(BY_NAMES_ALONE);
  terminal.message(
    open.length === 0
      ? 'Every door is closed.'
      : `${open.length} of ${reports.length} doors are not known to be closed.`,
  );
  if (open.length > 0) throw new UnsuccessfulError();
}
