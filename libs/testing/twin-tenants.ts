import pg from 'pg';
import { provisionTestTenant, TestTenant } from './test-tenant.js';
import type { TestApp } from './test-app.js';

export interface Twins {
  readonly a: TestTenant;
  readonly b: TestTenant;
}

/**
 * Two tenants whose rows have the same ids, so that nothing but the schema tells them apart. `fill` creates the rows of A; B becomes a
 * copy, users and passwords included.
 */
export async function twinTenants(testApp: TestApp, fill: (tenant: TestTenant) => Promise<void>): Promise<Twins> {
  const a = await provisionTestTenant(testApp);
  await fill(a);
  const b = await provisionTestTenant(testApp);
  await copyRows(testApp.database.superuserUrl, a.ref.schema, b.ref.schema);
  return { a, b: new TestTenant(testApp, b.ref, a.admin) };
}

const tablesOf = `select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
  group by c.relname`;

const sequencesOf = `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'S'`;

interface CopiedTable {
  readonly name: string;
  readonly columns: string;
}

/** Disables foreign keys meanwhile, because tables refer to each other in cycles. */
async function copyRows(superuserUrl: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<CopiedTable>(tablesOf, [from]);
    const copies = rows.map(
      ({ name, columns }) => `delete from ${to}.${name};
        insert into ${to}.${name} (${columns}) overriding system value select ${columns} from ${from}.${name};`,
    );
    // so that later rows of the copy do not get a copied number
    const sequences = await client.query<{ name: string }>(sequencesOf, [from]);
    for (const { name } of sequences.rows)
      copies.push(`select setval('${to}.${name}', last_value, is_called) from ${from}.${name};`);
    await client.query(['begin; set local session_replication_role = replica;', ...copies, 'commit'].join('\n'));
  } finally {
    await client.end();
  }
}
