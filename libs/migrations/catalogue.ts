import { escapeLiteral, type ClientBase, type Pool } from 'pg';
import { catalogueOf, type CatalogueRow } from './catalogue-query.js';

interface CatalogueColumn {
  readonly type: string;
  readonly nullable: boolean;
  /** SQL, or `generated: …`, or `generated as identity`. */
  readonly default: string | null;
}

interface CatalogueTable {
  readonly columns: Readonly<Record<string, CatalogueColumn>>;
  readonly constraints: Readonly<Record<string, string>>;
  readonly indexes: Readonly<Record<string, string>>;
  readonly grants: Readonly<Record<string, string>>;
}

/** The objects of a schema, with names and definitions that are the same for every tenant. */
export interface Catalogue {
  readonly grants: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, CatalogueTable>>;
}

const byName = <T>(rows: readonly CatalogueRow[], value: (row: CatalogueRow) => T): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.name, value(row)]));

function tableOf(rows: readonly CatalogueRow[]): CatalogueTable {
  const ofKind = (kind: CatalogueRow['kind']): CatalogueRow[] => rows.filter((row) => row.kind === kind);
  const definition = (row: CatalogueRow): string => row.expression ?? '';
  return {
    columns: byName(ofKind('column'), ({ type, nullable, expression }) => ({
      type: type ?? '',
      nullable: nullable === true,
      default: expression,
    })),
    constraints: byName(ofKind('constraint'), definition),
    indexes: byName(ofKind('index'), definition),
    grants: byName(ofKind('grant'), definition),
  };
}

function toCatalogue(rows: readonly CatalogueRow[]): Catalogue {
  const byRelation = new Map<string, CatalogueRow[]>();
  for (const row of rows) byRelation.set(row.relation, [...(byRelation.get(row.relation) ?? []), row]);
  const tables = [...byRelation].filter(([relation]) => relation !== '');
  return {
    grants: tableOf(byRelation.get('') ?? []).grants,
    tables: Object.fromEntries(tables.map(([relation, own]) => [relation, tableOf(own)])),
  };
}

/** Converts back to rows, to compare them. */
export function toRows({ grants, tables }: Catalogue): CatalogueRow[] {
  const row = (
    kind: CatalogueRow['kind'],
    relation: string,
    name: string,
    expression: string | null,
  ): CatalogueRow => ({
    kind,
    relation,
    name,
    type: null,
    nullable: null,
    expression,
  });
  const rows = Object.entries(grants).map(([role, rights]) => row('grant', '', role, rights));
  for (const [relation, table] of Object.entries(tables)) {
    rows.push(row('table', relation, '', null));
    for (const [name, column] of Object.entries(table.columns)) {
      rows.push({ ...row('column', relation, name, column.default), type: column.type, nullable: column.nullable });
    }
    for (const [name, definition] of Object.entries(table.constraints))
      rows.push(row('constraint', relation, name, definition));
    for (const [name, definition] of Object.entries(table.indexes)) rows.push(row('index', relation, name, definition));
    for (const [role, rights] of Object.entries(table.grants)) rows.push(row('grant', relation, role, rights));
  }
  return rows;
}

/** Reads one schema from PostgreSQL's catalogue, in an order that does not depend on the database. */
export async function readCatalogue(pool: Pool | ClientBase, schema: string): Promise<Catalogue> {
  const { rows } = await pool.query<CatalogueRow>(
    `SELECT * FROM (${catalogueOf(escapeLiteral(schema))}) c ORDER BY relation COLLATE "C", kind COLLATE "C", name COLLATE "C"`,
  );
  return toCatalogue(rows);
}
