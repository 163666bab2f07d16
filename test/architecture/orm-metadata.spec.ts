import { buildManifest } from '../../libs/migrations/build-manifest.js';
import type { Catalogue } from '../../libs/migrations/catalogue.js';
import { scratchDatabase } from '../integration/database/scratch-database.js';
import { entitiesByContext } from './entity-map.js';
import { familyOf, mappedTables, type MappedTable } from './orm-mapping.js';
import { tableOwners } from './table-owners.js';

type Tables = Catalogue['tables'];

// Filled by INSERT … SELECT when rows move to the archive, and never loaded one by one.
const isArchive = (table: string): boolean => table.endsWith('_archive');
// Written only by statements for many rows, and never loaded as entities.
const unmapped = new Set(['sign_in_failures', 'sign_up_counts', 'spare_schemas', 'platform_counters'])
  // by statements that tell whether they changed a row
  .add('audit_export_parts')
  .add('equipment_import_faults')
  .add('operator_backup_codes')
  .add('pending_operator_sign_ins')
  .add('impersonations');
// Referenced by foreign keys so that rows can move to the archive; never written (migrations/README.md).
const flags = new Set(['tasks.is_live', 'inventory_transactions.task_is_live', 'maintenance_occurrences.task_is_live'])
  .add('task_links.task_is_live')
  .add('task_links.linked_task_is_live');

// Columns that are deliberately mapped differently, with the reason.
const deliberate: Readonly<Record<string, string>> = {
  'tasks.facility_id': 'the data design allows none; the domain always knows one',
  'maintenance_schedules.first_occurrence_local':
    'a wall-clock time must not become a Date, which would give it a zone',
};

let mapped: Map<string, MappedTable>;
let tables: Tables;
const owners = tableOwners();

beforeAll(async () => {
  mapped = mappedTables(await entitiesByContext());
  const database = await scratchDatabase();
  const manifest = await buildManifest(database.migrator).finally(() => database.drop());
  tables = { ...manifest.public.tables, ...manifest.tenant.tables };
});

function ownershipFaults(known: Tables): string[] {
  const isSequence = (name: string): boolean => Object.keys(known[name]!.columns).length === 0;
  const unowned = Object.keys(known).filter((table) => !owners.has(table) && !isSequence(table));
  const vanished = [...owners.keys()].filter((table) => !(table in known));
  const foreign = [...mapped].filter(([table, { context }]) => owners.get(table) !== context);
  const forgotten = [...owners].filter(
    ([table, owner]) => !owner.startsWith('libs') && !isArchive(table) && !unmapped.has(table) && !mapped.has(table),
  );
  return [
    ...unowned.map((table) => `${table} has no owner in migrations/README.md`),
    ...vanished.map((table) => `${table} stands in migrations/README.md and does not exist`),
    ...foreign.map(([table, { context }]) => `${table} is mapped by ${context}, not by ${String(owners.get(table))}`),
    ...forgotten.map(([table, owner]) => `${table} is not mapped by ${owner}`),
  ];
}

function columnFaults(known: Tables): string[] {
  return [...mapped].flatMap(([table, { columns }]) => {
    const real = known[table]?.columns ?? {};
    const isExempt = (name: string) => flags.has(`${table}.${name}`) || real[name]!.default?.startsWith('generated:');
    const forgotten = Object.keys(real).filter((name) => !columns.has(name) && !isExempt(name));
    const wrong = [...columns].flatMap(([name, column]) => {
      const there = real[name];
      if (`${table}.${name}` in deliberate) return [];
      if (!there) return [`${name} is mapped and does not exist`];
      const family = familyOf(there.type);
      return [
        ...(family === column.family ? [] : [`${name} is ${family}, mapped as ${column.family}`]),
        ...(there.nullable === column.nullable ? [] : [`${name} is ${there.nullable ? '' : 'not '}nullable`]),
      ];
    });
    return [...forgotten.map((name) => `${name} is not mapped`), ...wrong].map((fault) => `${table}.${fault}`);
  });
}

describe('the ORM', () => {
  it('maps every table of a context, in the context that owns it', () => {
    expect(mapped.size).toBeGreaterThan(30);
    expect(ownershipFaults(tables)).toEqual([]);
  });

  it('maps every column as the migrations make it', () => {
    expect(columnFaults(tables)).toEqual([]);
  });
});

describe('a difference', () => {
  it('between mapping and column is reported', () => {
    const changed = structuredClone(tables) as Record<string, { columns: Record<string, unknown> }>;
    const { title: _, ...columns } = changed['tasks']!.columns;
    const text = { type: 'text', nullable: true, default: null };
    changed['tasks'] = { columns: { ...columns, version: { ...text }, nickname: text } };
    expect(columnFaults(changed as unknown as Tables).sort()).toEqual([
      'tasks.nickname is not mapped',
      'tasks.title is mapped and does not exist',
      'tasks.version is nullable',
      'tasks.version is text, mapped as integer',
    ]);
  });

  it('between owners and tables is reported', () => {
    const { tasks: _, ...others } = tables;
    expect(ownershipFaults({ ...others, gadgets: tables['tasks']! })).toEqual([
      'gadgets has no owner in migrations/README.md',
      'tasks stands in migrations/README.md and does not exist',
    ]);
  });
});
