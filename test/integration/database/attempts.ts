import pg from 'pg';

/** One call of a function, or one read of a view, by a role that has just switched to another one. */
export interface Attempt {
  readonly name: string;
  /** The text after FROM. */
  readonly source: string;
}

export interface Target {
  readonly schema: string;
  /** The oid of a table there, since a role without access to the schema cannot use its name. */
  readonly table: number;
  /** The content of the table and of the large object. */
  readonly canary: string;
  readonly largeObject: number;
  /** Advances when SQL text has run, which stays when the transaction is rolled back. */
  readonly sequence: string;
}

const callable = `
  SELECT p.oid::regprocedure::text AS name, p.pronamespace::regnamespace || '.' || quote_ident(p.proname) AS function,
    ARRAY(SELECT format_type(type, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS argument (type, n) ORDER BY n) AS types
  FROM pg_proc p
  WHERE p.prokind = 'f' AND p.provolatile <> 'i' AND p.prorettype <> ALL ('{trigger,event_trigger,internal,language_handler}'::regtype[])
    AND has_function_privilege(current_user, p.oid, 'EXECUTE')
  ORDER BY 1`;

const visible = `
  SELECT oid::regclass::text AS name FROM pg_class
  WHERE relkind IN ('r', 'v') AND relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    AND has_table_privilege(current_user, oid, 'SELECT')
  ORDER BY 1`;

/** Every function that may run statements or read rows, with every text that it might run. */
export async function functionCalls(client: pg.Client, target: Target): Promise<Attempt[]> {
  const { rows } = await client.query<{ name: string; function: string; types: string[] }>(callable);
  return rows.flatMap(({ name, function: called, types }) => {
    const calls = sqlTexts(target).map(
      (sql) => `${called}(${types.map((type) => value(type, sql, target)).join(', ')})`,
    );
    return [...new Set(calls)].map((source) => ({ name, source }));
  });
}

export async function viewReads(client: pg.Client): Promise<Attempt[]> {
  const { rows } = await client.query<{ name: string }>(visible);
  return rows.map(({ name }) => ({ name, source: name }));
}

/** Of one column, and of what text search wants. */
function sqlTexts({ sequence }: Target): string[] {
  const ran = `nextval('${sequence}')`;
  return [
    `select ${ran}`,
    `select to_tsvector('simple', ${ran}::text)`,
    `select 'a'::tsquery, plainto_tsquery('simple', ${ran}::text)`,
  ];
}

function value(type: string, sql: string, { schema, table, largeObject }: Target): string {
  const samples: Record<string, string> = {
    text: pg.escapeLiteral(sql),
    cstring: pg.escapeLiteral(sql),
    'character varying': pg.escapeLiteral(sql),
    name: pg.escapeLiteral(schema),
    regclass: `${table}`,
    refcursor: `'attempt'`,
    oid: `${largeObject}`,
    boolean: 'true',
    bytea: `'\\x41'`,
    integer: '1',
    bigint: '1',
    tsquery: `'a'`,
    tsvector: `'a'`,
  };
  return samples[type] ? `${samples[type]}::${type}` : `null::${type}`;
}
