import { type Pool } from 'pg';
import { toRows } from './catalogue.js';
import { catalogueOf, type CatalogueRow } from './catalogue-query.js';
import { loadManifest, type Manifest } from './manifest.js';
import { setOwner } from './migrator-session.js';
import type { Isolation } from './roles.js';

/** A difference between a schema and what the migrations make. */
export interface Drift {
  readonly schema: string;
  readonly kind: CatalogueRow['kind'] | 'schema' | 'version';
  /** `tasks.status`, `tasks (idx_tasks_status)` … */
  readonly object: string;
  /** null when it should not exist. */
  readonly expected: string | null;
  /** null when it is missing. */
  readonly actual: string | null;
}

export interface DriftOptions {
  readonly isolation: Isolation;
  /** Restricts the check to this schema. */
  readonly schema?: string;
}

interface ExpectedRow extends CatalogueRow {
  readonly scope: 'public' | 'tenant';
}

function expectedRows(manifest: Manifest, isolation: Isolation): ExpectedRow[] {
  const rows = (['public', 'tenant'] as const).flatMap((scope) =>
    toRows(manifest[scope]).map((row) => ({ scope, ...row })),
  );
  return isolation === 'role' ? rows : rows.filter(({ kind }) => kind !== 'grant');
}

const DESCRIPTION = (row: string): string =>
  `CASE ${row}.kind WHEN 'table' THEN 'present' WHEN 'column' THEN ${row}.type || CASE WHEN ${row}.nullable THEN '' ELSE ' not null' END ||
    coalesce(CASE WHEN ${row}.expression LIKE 'generated%' THEN ' ' ELSE ' default ' END || ${row}.expression, '') ELSE ${row}.expression END`;

// $1 expected rows, $2 latest tenant version, $3 whether grants are compared, $4 one schema or null. The objects of a missing or surplus
// table are not reported one by one.
const QUERY = `
WITH registered AS (
  SELECT t.schema_name::text AS schema, t.schema_version AS version, n.oid IS NOT NULL AS present,
    NOT t.is_active OR t.status IN ('suspended', 'canceled') AS closed
  FROM public.tenants t LEFT JOIN pg_namespace n ON n.nspname = t.schema_name WHERE $4::text IS NULL OR t.schema_name = $4
), checked AS (
  SELECT schema, 'tenant' AS scope, closed FROM registered WHERE present AND version = $2::int
  UNION ALL SELECT 'public', 'public', false WHERE $4::text IS NULL OR $4 = 'public'
), actual AS MATERIALIZED (
  ${catalogueOf('SELECT schema FROM checked')}
), expected AS (
  SELECT c.schema, e.kind, e.relation, e.name, e.type, e.nullable, e.expression FROM checked c
  JOIN jsonb_to_recordset($1::jsonb) AS e(scope text, kind text, relation text, name text, type text, nullable boolean, expression text)
    ON e.scope = c.scope
  -- nobody has the use of the schema of a suspended tenant
  WHERE NOT (c.closed AND e.kind = 'grant' AND e.relation = '')
), differences AS (
  SELECT coalesce(e.schema, a.schema) AS schema, coalesce(e.kind, a.kind) AS kind,
    coalesce(e.relation, a.relation) AS relation, coalesce(e.name, a.name) AS name,
    CASE WHEN e.schema IS NOT NULL THEN ${DESCRIPTION('e')} END AS expected,
    CASE WHEN a.schema IS NOT NULL THEN ${DESCRIPTION('a')} END AS actual
  FROM expected e FULL JOIN (SELECT * FROM actual WHERE $3::boolean OR kind <> 'grant') a
    ON a.schema = e.schema AND a.kind = e.kind AND a.relation = e.relation AND a.name = e.name
  WHERE e.schema IS NULL OR a.schema IS NULL
    OR (e.type, e.nullable, e.expression) IS DISTINCT FROM (a.type, a.nullable, a.expression)
), wholes AS (SELECT schema, relation FROM differences WHERE kind = 'table')
SELECT schema, kind, CASE WHEN kind = 'table' THEN relation WHEN kind = 'column' THEN relation || '.' || name
    WHEN relation = '' THEN name ELSE relation || ' (' || name || ')' END AS object, expected, actual
  FROM differences d WHERE kind = 'table' OR NOT EXISTS (SELECT FROM wholes w WHERE w.schema = d.schema AND w.relation = d.relation)
UNION ALL
SELECT schema, 'schema', schema, 'present', NULL FROM registered WHERE NOT present
UNION ALL
SELECT schema, 'version', 'schema_version', $2::text, version::text FROM registered WHERE present AND version <> $2::int
UNION ALL
SELECT n.nspname, 'schema', n.nspname, NULL, 'present' FROM pg_namespace n
  WHERE $4::text IS NULL AND n.nspname LIKE 'tenant\\_%' AND NOT EXISTS (SELECT FROM public.tenants t WHERE t.schema_name = n.nspname)
    AND NOT EXISTS (SELECT FROM public.spare_schemas s WHERE s.schema_name = n.nspname)
ORDER BY 1, 2, 3`;

/**
 * Compares the shared schema and every tenant's with the manifest, in one query for any number of tenants. Of a schema with another version
 * only the version is reported.
 */
export async function checkDrift(pool: Pool, { isolation, schema }: DriftOptions): Promise<Drift[]> {
  const manifest = loadManifest();
  const expected = JSON.stringify(expectedRows(manifest, isolation));
  const client = await pool.connect();
  try {
    // Over a thousand schemas this takes longer than the usual timeout.
    await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = 0; ${setOwner(isolation)}`);
    const { rows } = await client.query<Drift>(QUERY, [
      expected,
      manifest.tenantVersion,
      isolation === 'role',
      schema ?? null,
    ]);
    return rows;
  } finally {
    await client.query('ROLLBACK').finally(() => client.release());
  }
}
