import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderCycles } from '../../scripts/folder-cycles.mjs';
import { announcedViolations } from './annotations.js';
import { fixtures, repository, runTool, toolTimeout } from './run-tool.js';

interface Cruise {
  modules: { source: string; dependencies: { module: string; resolved: string }[] }[];
  summary: {
    violations: { from: string; to: string; rule: { name: string } }[];
    ruleSetUsed: { forbidden: { name: string; scope?: string }[] };
  };
}

const config = join(repository, '.dependency-cruiser.js');
const tree = join(fixtures, 'boundaries');

async function cruise(cwd: string): Promise<Cruise> {
  const args = ['--config', config, '--output-type', 'json', 'src', 'libs'];
  return JSON.parse(await runTool('depcruise', args, cwd)) as Cruise;
}

const packageImports = (folder: string): unknown =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { imports: unknown }).imports;

const describeFault = (file: string, rule: string): string => `${file}: ${rule}`;

describe('import rules on the fixtures', () => {
  let result: Cruise;
  beforeAll(async () => {
    result = await cruise(tree);
  }, toolTimeout);

  it('resolves aliases as the repository does', () => {
    expect(packageImports(tree)).toEqual(packageImports(repository));
  });

  it('reports each announced violation and no other', () => {
    const folderRules = result.summary.ruleSetUsed.forbidden.filter((rule) => rule.scope === 'folder');
    const folderRuleNames = new Set(folderRules.map((rule) => rule.name));
    const reported = result.summary.violations.filter(({ rule }) => !folderRuleNames.has(rule.name));

    const announced = announcedViolations(tree).map(({ file, rule }) => describeFault(file, rule));
    expect(reported.map(({ from, rule }) => describeFault(from, rule.name)).sort()).toEqual(announced.sort());
  });

  it('reports folders that need each other although no two files do', () => {
    const cycles = result.summary.violations.filter(({ rule }) => rule.name.startsWith('no-cycle-between'));
    expect(cycles.map(({ from, rule }) => describeFault(from, rule.name)).sort()).toEqual([
      'libs/jobs: no-cycle-between-libs',
      'libs/storage: no-cycle-between-libs',
      'src/contexts/assets: no-cycle-between-src-contexts',
      'src/contexts/billing: no-cycle-between-src-contexts',
    ]);
  });

  it('reports rooms that need each other although no two files do', () => {
    expect(folderCycles(result.modules)).toEqual([
      [
        'src/contexts/work-orders/maintenance/jobs/generate-maintenance.job.ts → src/contexts/work-orders/orders/application/work-order.service.ts',
        'src/contexts/work-orders/orders/application/work-order.service.ts → src/contexts/work-orders/maintenance/application/dates.ts',
      ],
    ]);
  });

  it('breaks every rule at least once', () => {
    const broken = new Set(result.summary.violations.map(({ rule }) => rule.name));
    expect(result.summary.ruleSetUsed.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual(
      [],
    );
  });
});

describe('import rules on the repository', () => {
  let result: Cruise;
  beforeAll(async () => {
    result = await cruise(repository);
  }, toolTimeout);

  it('are kept', () => {
    const faults = result.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);
    expect(faults).toEqual([]);
    expect(folderCycles(result.modules)).toEqual([]);
  });

  it('are judged on the sources: every alias leads to an index.ts', () => {
    const aliased = result.modules.flatMap(({ dependencies }) =>
      dependencies.filter(({ module }) => module.startsWith('#')),
    );
    expect(aliased.length).toBeGreaterThan(0);
    expect(aliased.filter(({ resolved }) => !/^(src\/contexts|libs)\/[^/]+\/index\.ts$/.test(resolved))).toEqual([]);
  });
});
