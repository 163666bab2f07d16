// The import rules of CONTRIBUTING.md, checked by test/architecture/boundaries.spec.ts and `npm run check`.
// Each has a fixture that breaks it in test/architecture/fixtures/boundaries.

// A context may import only those before it.
const importOrder = [
  'tenancy',
  'files',
  'identity',
  'assets',
  'inventory',
  'work-orders',
  'billing',
  'notifications',
  'administration',
];

const context = '^src/contexts/([^/]+)/';
// The layers of a context, or of one of its rooms, at any depth.
const layer = (names) => [`${context}(${names})/`, `${context}[^/]+/(${names})/`];
const entities = layer('domain').map((folder) => `${folder}.+\\.entity\\.ts$`);
const notProduction = '\\.spec\\.ts$|\\.chaos\\.ts$|^libs/testing/';
const npmPackage = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

const forbid = (name, comment, from, to, more = {}) => ({ name, comment, severity: 'error', from, to, ...more });

const orderRules = importOrder
  .slice(0, -1)
  .map((name, position) =>
    forbid(
      `${name}-stays-above`,
      `${name} must not import contexts below it: to react they subscribe to its events, to change both in one transaction they call its facade.`,
      { path: `^src/contexts/${name}/` },
      { path: `^src/contexts/(${importOrder.slice(position + 1).join('|')})/` },
    ),
  );

const contextRules = [
  forbid(
    'known-contexts',
    'A new context gets its place in the import order of .dependency-cruiser.js.',
    { path: `^src/contexts/(?!(${importOrder.join('|')})/|(permissions|demo-ids)\\.ts$)` },
    {},
  ),
  forbid(
    'context-by-index',
    'A context is imported only through its index. domain/ must not import an index, so it imports shared refusals directly.',
    { path: context },
    { path: context, pathNot: ['^src/contexts/$1/', '^src/contexts/[^/]+/(index|[^/]+\\.refusals)\\.ts$'] },
  ),
  forbid(
    'composition-by-index',
    'Files above the contexts import their indexes; only app.module.ts imports the entities as well.',
    { path: '^src/(?!contexts/)', pathNot: '^src/app\\.module\\.ts$' },
    { path: context, pathNot: '^src/contexts/[^/]+/index\\.ts$' },
  ),
  forbid(
    'app-module-by-index',
    'app.module.ts imports indexes and entity lists only.',
    { path: '^src/app\\.module\\.ts$' },
    { path: context, pathNot: '^src/contexts/[^/]+/(index|[^/]+\\.entities)\\.ts$' },
  ),
  forbid(
    'permissions-alone',
    'contexts/permissions.ts is imported by contexts and by what composes them, so it imports only the permissions of contexts.',
    { path: '^src/contexts/permissions\\.ts$' },
    { pathNot: '^src/contexts/[^/]+/[^/]+\\.permissions\\.ts$' },
  ),
  forbid(
    'demo-ids-alone',
    'contexts/demo-ids.ts is data: what the examples of the document name.',
    { path: '^src/contexts/demo-ids\\.ts$' },
    {},
  ),
  forbid(
    'permissions-are-plain',
    'Permissions are data: <context>.permissions.ts imports libs/kernel only.',
    { path: '^src/contexts/[^/]+/[^/]+\\.permissions\\.ts$' },
    { pathNot: '^libs/kernel/index\\.ts$' },
  ),
  forbid(
    'refusals-are-plain',
    'The refusals that contexts share are data: <context>.refusals.ts imports libs/kernel only.',
    { path: '^src/contexts/[^/]+/[^/]+\\.refusals\\.ts$' },
    { pathNot: '^libs/kernel/index\\.ts$' },
  ),
  forbid(
    'contexts-are-leaves',
    'A context must not import the files that compose the application.',
    { path: context },
    { path: '^src/(?!contexts/)' },
  ),
];

const domainMayUse = [
  '^src/contexts/$1/(events\\.ts$|domain/|[^/]+/domain/)',
  '^src/contexts/permissions\\.ts$',
  '^src/contexts/[^/]+/[^/]+\\.refusals\\.ts$',
  '^libs/(kernel|columns)/index\\.ts$',
  'node_modules/(@mikro-orm|luxon)/',
  '^(node:)?url$',
];

const layerRules = [
  forbid(
    'domain-without-nest',
    'Domain code must not depend on the framework.',
    { path: layer('domain') },
    { path: 'node_modules/@nestjs/' },
  ),
  forbid(
    'domain-is-innermost',
    'domain/ uses the ORM, libs/kernel, libs/columns, shared refusals, its own events and domain files, luxon for calendars and node:url for names of hosts.',
    { path: layer('domain'), pathNot: notProduction },
    { pathNot: [...domainMayUse, 'node_modules/(@types/luxon|@nestjs)/'] },
  ),
  forbid(
    'events-are-plain',
    'Events are ids and facts: events.ts imports libs/kernel only.',
    { path: `${context}events\\.ts$` },
    { pathNot: '^libs/kernel/index\\.ts$' },
  ),
  forbid(
    'transport-without-entities',
    'http/ maps DTOs to application calls. It may use status lists and other plain data of the domain, never entities.',
    { path: layer('http'), pathNot: notProduction },
    { path: [...entities, 'node_modules/@mikro-orm/'] },
  ),
  forbid(
    'application-below-transport',
    'application/ is called by http/, subscribers/ and jobs/, not the other way round.',
    { path: [...layer('application'), `${context}[^/]+\\.facade\\.ts$`], pathNot: notProduction },
    { path: layer('http|subscribers|jobs') },
  ),
  forbid(
    'facade-hides-entities',
    'A facade returns plain data and no entities: it calls application/.',
    { path: `${context}[^/]+\\.facade\\.ts$` },
    { path: entities },
  ),
  forbid(
    'facade-speaks-plain-data',
    'A facade exposes no statements, results or tables: to query several contexts at once use TenantDb.inOneRoundTrip.',
    { path: `${context}[^/]+\\.facade\\.ts$` },
    { path: '^libs/database/' },
  ),
];

// One rule for each context, because rules on reachability do not support groups like $1.
const outsideRules = importOrder.map((name) =>
  forbid(
    'nothing-leaves-in-a-transaction',
    'Subscribers run in transactions, and facades in those of their callers: only jobs may call other machines (*.client.ts).',
    {
      path: [`^src/contexts/${name}/(.+/subscribers|subscribers)/`, `^src/contexts/${name}/[^/]+\\.facade\\.ts$`],
      // reads files for jobs, and throws where a transaction is open
      pathNot: '^src/contexts/files/file-contents\\.facade\\.ts$',
    },
    { path: `^src/contexts/${name}/.+\\.client\\.ts$`, reachable: true },
  ),
);

const libraryRules = [
  forbid('libs-know-no-context', 'libs never import src.', { path: '^libs/' }, { path: '^src/' }),
  forbid(
    'library-by-index',
    'A library is imported only through its index.',
    { path: '^(src|libs/([^/]+))/', pathNot: '\\.spec\\.ts$' },
    { path: '^libs/', pathNot: ['^libs/$2/', '^libs/[^/]+/index\\.ts$'] },
  ),
  forbid(
    'kernel-without-packages',
    'libs/kernel imports no package.',
    { path: '^libs/kernel/', pathNot: notProduction },
    { dependencyTypes: npmPackage },
  ),
  forbid(
    'kernel-without-libraries',
    'libs/kernel imports no other library.',
    { path: '^libs/kernel/' },
    { path: '^libs/(?!kernel/)' },
  ),
];

const hygieneRules = [
  forbid(
    'sources-not-dist',
    'The aliases must resolve to the sources: rules for src/ would silently pass on dist/.',
    {},
    { path: '^dist/' },
  ),
  forbid('resolvable', 'The import cannot be resolved, so no rule can check it.', {}, { couldNotResolve: true }),
  forbid(
    'production-without-tests',
    'Production code imports no spec and nothing of libs/testing.',
    { path: '^(src|libs)/', pathNot: notProduction },
    { path: notProduction },
  ),
  forbid(
    'production-packages',
    'Packages that production code imports must be in "dependencies".',
    // libs/client is a package of its own, with dependencies of its own
    { path: '^(src|libs(?!/client))/', pathNot: notProduction },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'no-cycle',
    'Files must not import each other at run time: merge them, or move the shared part to a third file.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  // Inside a context the wiring file and its folders import each other; scripts/folder-cycles.mjs checks that its rooms do not.
  ...['src/contexts', 'libs'].map((parent) =>
    forbid(
      `no-cycle-between-${parent.replace('/', '-')}`,
      `Folders of ${parent} must not import each other.`,
      { path: `^${parent}/([^/]+)$` },
      { path: `^${parent}/[^/]+$`, circular: true },
      { scope: 'folder' },
    ),
  ),
];

export default {
  forbidden: [...orderRules, ...contextRules, ...layerRules, ...outsideRules, ...libraryRules, ...hygieneRules],
  options: {
    // Type imports count, because a deep `import type` couples two contexts as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'test/architecture/fixtures' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // `source` resolves the aliases of package.json to the sources instead of dist.
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
