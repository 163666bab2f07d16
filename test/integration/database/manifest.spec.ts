import { readFileSync } from 'node:fs';
import { baselineFile, buildBaseline } from '../../../libs/migrations/baseline.js';
import { buildManifest } from '../../../libs/migrations/build-manifest.js';
import { readCatalogue, type Catalogue } from '../../../libs/migrations/catalogue.js';
import { checkDrift } from '../../../libs/migrations/drift.js';
import { loadManifest, manifestFile, manifestText, type Manifest } from '../../../libs/migrations/manifest.js';
import { loadMigrations } from '../../../libs/migrations/migration-files.js';
import { provisionSchema } from '../../../libs/migrations/provision.js';
import { tenantRoles } from '../../../libs/migrations/roles.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const ARCHIVED = [
  'tasks',
  'task_comments',
  'task_helpers',
  'task_attachments',
  'task_history',
  'technician_work_logs',
  'task_costs',
  'audit_logs',
];

let db: ScratchDatabase;
let fresh: Manifest;

async function provision(schema: string): Promise<void> {
  const client = await db.migrator.connect();
  const { schemaVersion } = await provisionSchema(client, { schema, roles: tenantRoles(schema) });
  client.release();
  await db.pool.query('INSERT INTO public.tenants (schema_name, name, slug, schema_version) VALUES ($1, $1, $2, $3)', [
    schema,
    schema.slice('tenant_'.length),
    schemaVersion,
  ]);
}

beforeAll(async () => {
  db = await scratchDatabase();
  fresh = await buildManifest(db.migrator);
});

describe('The committed manifest', () => {
  it('is what the migrations make', () => {
    expect(readFileSync(manifestFile(), 'utf8')).toBe(manifestText(fresh));
  });

  it('has archives with every column of the tables they are for', () => {
    const { tables } = fresh.tenant;
    for (const name of ARCHIVED) {
      const { archived_at, ...columns } = tables[`${name}_archive`]!.columns;
      expect(archived_at).toMatchObject({ nullable: false });
      expect({ name, columns }).toEqual({ name, columns: tables[name]!.columns });
    }
  });

  it('has no table name in both the shared and the tenants’ schemas', () => {
    const shared = new Set(Object.keys(fresh.public.tables));
    // its statements are the same for users and operators, and name the schema
    shared.delete('idempotency_keys');
    expect(Object.keys(fresh.tenant.tables).filter((name) => shared.has(name))).toEqual([]);
  });

  it('has a primary key on every table and no column of time without its zone, but the local one', () => {
    const all = [fresh.public, fresh.tenant].flatMap(({ tables }: Catalogue) => Object.entries(tables));
    const withoutKey = all.filter(
      ([, { columns, constraints }]) =>
        // sequences have no columns
        Object.keys(columns).length > 0 && !Object.values(constraints).some((text) => text.startsWith('PRIMARY KEY')),
    );
    expect(withoutKey.map(([name]) => name)).toEqual([]);
    const zoneless = all.flatMap(([name, { columns }]) =>
      Object.entries(columns).flatMap(([column, { type }]) =>
        /without time zone/.test(type) ? [`${name}.${column}`] : [],
      ),
    );
    expect(zoneless).toEqual(['maintenance_schedules.first_occurrence_local']);
  });

  it('cascades from a place or a machine into what is told of it alone, never into work', () => {
    const cascades = Object.entries(fresh.tenant.tables).flatMap(([table, { constraints }]) =>
      Object.values(constraints)
        .filter((text) =>
          /REFERENCES (facilities|equipment|inventory_parts|maintenance_schedules)\(.*CASCADE/.test(text),
        )
        .map(() => table),
    );
    // a machine that nothing refers to may be deleted; what became of it stands in the audit log
    const records = ['equipment_moves', 'equipment_status_changes'];
    expect(cascades.sort()).toEqual(['equipment_documents', 'equipment_images', ...records, 'user_facilities']);
  });
});

describe('The committed baseline', () => {
  it('is made from the migrations', () => {
    expect(readFileSync(baselineFile(), 'utf8')).toBe(buildBaseline(loadMigrations('tenant')));
  });

  it('makes the same schema as the migrations one by one', async () => {
    await provision('tenant_baseline');
    expect(await readCatalogue(db.migrator, 'tenant_baseline')).toEqual(fresh.tenant);
  });
});

describe('The drift check', () => {
  const drift = () => checkDrift(db.migrator, { isolation: 'role' });

  beforeAll(() => provision('tenant_drifting'));

  it('finds nothing in schemas as they should be', async () => {
    expect(loadManifest()).toEqual(fresh);
    expect(await drift()).toEqual([]);
  });

  it('names exactly what differs', async () => {
    await db.pool.query(`
      SET search_path TO tenant_drifting;
      ALTER TABLE tasks ALTER COLUMN priority SET DEFAULT 'low';
      ALTER TABLE users ADD COLUMN nickname text;
      ALTER TABLE facilities DROP COLUMN notes;
      DROP INDEX idx_tasks_status;
      ALTER TABLE equipment DROP CONSTRAINT equipment_health_score_check;
      CREATE TABLE extra (id integer PRIMARY KEY);
      DROP TABLE webhook_deliveries;
      GRANT UPDATE ON audit_logs TO t_drifting_rw;
      ALTER TABLE public.domains ALTER COLUMN is_verified DROP NOT NULL;
      RESET search_path`);
    const schema = 'tenant_drifting';
    expect(await drift()).toEqual([
      {
        schema: 'public',
        kind: 'column',
        object: 'domains.is_verified',
        expected: 'boolean not null default false',
        actual: 'boolean default false',
      },
      { schema, kind: 'column', object: 'facilities.notes', expected: 'text', actual: null },
      {
        schema,
        kind: 'column',
        object: 'tasks.priority',
        expected: `character varying(50) not null default 'medium'::character varying`,
        actual: `character varying(50) not null default 'low'::character varying`,
      },
      { schema, kind: 'column', object: 'users.nickname', expected: null, actual: 'text' },
      {
        schema,
        kind: 'constraint',
        object: 'equipment (equipment_health_score_check)',
        expected: 'CHECK (((health_score >= 0) AND (health_score <= 100)))',
        actual: null,
      },
      {
        schema,
        kind: 'grant',
        object: 'audit_logs (rw)',
        expected: 'INSERT, SELECT',
        actual: 'INSERT, SELECT, UPDATE',
      },
      {
        schema,
        kind: 'index',
        object: 'tasks (idx_tasks_status)',
        expected: 'CREATE INDEX idx_tasks_status ON tasks USING btree (status)',
        actual: null,
      },
      { schema, kind: 'table', object: 'extra', expected: null, actual: 'present' },
      { schema, kind: 'table', object: 'webhook_deliveries', expected: 'present', actual: null },
    ]);
    expect(await checkDrift(db.migrator, { isolation: 'role', schema: 'tenant_baseline' })).toEqual([]);
  });

  it('leaves rights alone where tenants have no roles', async () => {
    const kinds = (await checkDrift(db.migrator, { isolation: 'schema' }).catch((error: unknown) => error)) as {
      code: string;
    };
    expect(kinds).toMatchObject({ code: '42501' });
    const found = await checkDrift(db.pool, { isolation: 'schema', schema: 'tenant_drifting' });
    expect(found.filter(({ kind }) => kind === 'grant')).toEqual([]);
  });

  it('names schemas that are missing, that nobody registered, and that are of another version', async () => {
    await db.pool.query(`
      CREATE SCHEMA tenant_orphan;
      INSERT INTO public.tenants (schema_name, name, slug) VALUES ('tenant_absent', 'Absent', 'absent');
      UPDATE public.tenants SET schema_version = 1 WHERE schema_name = 'tenant_drifting'`);
    const found = (await drift()).filter(({ schema }) => schema !== 'public');
    expect(found).toEqual([
      { schema: 'tenant_absent', kind: 'schema', object: 'tenant_absent', expected: 'present', actual: null },
      {
        schema: 'tenant_drifting',
        kind: 'version',
        object: 'schema_version',
        expected: String(fresh.tenantVersion),
        actual: '1',
      },
      { schema: 'tenant_orphan', kind: 'schema', object: 'tenant_orphan', expected: null, actual: 'present' },
    ]);
  });
});
