/** One object of a schema in PostgreSQL's catalogue, without the name of the schema. */
export interface CatalogueRow {
  readonly kind: 'table' | 'column' | 'constraint' | 'index' | 'grant';
  /** The table; empty for a grant on the schema itself. */
  readonly relation: string;
  /** The name of the column, constraint or index; for a grant the role, where a tenant's own are called `rw` and `ro`. */
  readonly name: string;
  /** The type of a column. */
  readonly type: string | null;
  readonly nullable: boolean | null;
  /** The default of a column, a definition, or a list of privileges. */
  readonly expression: string | null;
}

// removes the schema's name from definitions
const UNQUALIFIED = (definition: string): string => `replace(${definition}, s.prefix, '')`;

// and sequences, which have no columns here
const TABLES = `SELECT s.schema, 'table'::text AS kind, c.relname::text AS relation, ''::text AS name, NULL::text AS type, NULL::boolean AS nullable, NULL::text AS expression
  FROM s JOIN pg_class c ON c.relnamespace = s.oid WHERE c.relkind IN ('r', 'p', 'S')`;

const COLUMNS = `SELECT s.schema, 'column', c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
    CASE WHEN a.attidentity <> '' THEN 'generated as identity'
         WHEN a.attgenerated <> '' THEN 'generated: ' || pg_get_expr(d.adbin, d.adrelid)
         ELSE ${UNQUALIFIED('pg_get_expr(d.adbin, d.adrelid)')} END
  FROM s JOIN pg_class c ON c.relnamespace = s.oid AND c.relkind IN ('r', 'p')
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`;

// NOT NULL belongs to the column here; newer versions of PostgreSQL also store it as a constraint
const CONSTRAINTS = `SELECT s.schema, 'constraint', c.relname::text, k.conname::text, NULL, NULL,
    ${UNQUALIFIED('pg_get_constraintdef(k.oid)')}
  FROM s JOIN pg_constraint k ON k.connamespace = s.oid AND k.contype <> 'n' JOIN pg_class c ON c.oid = k.conrelid`;

const INDEXES = `SELECT s.schema, 'index', t.relname::text, c.relname::text, NULL, NULL,
    ${UNQUALIFIED('pg_get_indexdef(i.indexrelid)')} || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
  FROM s JOIN pg_class c ON c.relnamespace = s.oid AND c.relkind IN ('i', 'I')
  JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_class t ON t.oid = i.indrelid`;

// grants on the schema `public` itself differ between installations
const GRANTS = `SELECT g.schema, 'grant', g.relation, CASE r.rolname::text WHEN g.role || '_rw' THEN 'rw' WHEN g.role || '_ro' THEN 'ro' ELSE coalesce(r.rolname::text, 'public') END,
    NULL, NULL, string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type)
  FROM (
    SELECT s.schema, s.role, c.relname::text AS relation, x.grantee, x.privilege_type
      FROM s JOIN pg_class c ON c.relnamespace = s.oid AND c.relkind IN ('r', 'p', 'S'), aclexplode(c.relacl) x WHERE x.grantee <> c.relowner
    UNION ALL
    SELECT s.schema, s.role, '', x.grantee, x.privilege_type FROM s, aclexplode(s.acl) x WHERE x.grantee <> s.owner AND s.schema <> 'public'
  ) g LEFT JOIN pg_roles r ON r.oid = g.grantee GROUP BY g.schema, g.role, g.relation, r.rolname`;

/** Rows (schema, kind, relation, name, type, nullable, expression) of all schemas that the given query names. */
export function catalogueOf(schemas: string): string {
  return `WITH s AS MATERIALIZED (
    SELECT n.nspname::text AS schema, n.oid, n.nspacl AS acl, n.nspowner AS owner, quote_ident(n.nspname) || '.' AS prefix,
      't_' || substr(n.nspname, length('tenant_') + 1) AS role
    FROM pg_namespace n WHERE n.nspname IN (${schemas})
  ) ${[TABLES, COLUMNS, CONSTRAINTS, INDEXES, GRANTS].join('\n  UNION ALL ')}`;
}
